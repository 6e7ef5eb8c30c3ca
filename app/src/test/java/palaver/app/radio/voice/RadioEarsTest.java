// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.floor.ParticipantState;
import palaver.net.radio.FrameRing;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Term;

/// Who hears whom at one node.
final class RadioEarsTest implements RadioEars.Handsets {

  private static final NodeId SELF = new NodeId(1);
  private static final NodeId FAR = new NodeId(2);
  private static final LeaseId LEASE = new LeaseId(new Term(1, 1, SELF, 1), 1);
  private static final LeaseId NEXT = new LeaseId(new Term(1, 1, SELF, 1), 2);
  private static final RadioTalker PHONE = talker("Ada");
  private static final RadioTalker BUTTON = talker("");
  private static final byte[] FRAME = {1, 2, 3};

  private final FrameRing speaker = new FrameRing(64);
  private final RadioEars ears = new RadioEars(speaker, SELF);
  private final List<String> handsets = new ArrayList<>();

  private static RadioTalker talker(String name) {
    return new RadioTalker() {
      @Override
      public void onState(ParticipantState next) {}

      @Override
      public RadioButton.Refusal meanwhile() {
        return RadioButton.Refusal.BUSY;
      }

      @Override
      public String handset() {
        return name;
      }
    };
  }

  @Override
  public void hear(
      @Nullable RadioTalker talker,
      long burst,
      long sequence,
      long atNs,
      byte[] bytes,
      int at,
      int length) {
    handsets.add((talker == null ? "far" : "by " + talker.handset()) + " " + sequence);
  }

  @Override
  public void end() {
    handsets.add("end");
  }

  @BeforeEach
  void serve() {
    ears.add(this);
  }

  private int speakerFrames() {
    int count = 0;
    while (speaker.poll((_, _, _, _, _) -> {})) {
      count++;
    }
    return count;
  }

  @Test
  void whoIsFarIsHeardByAll() {
    ears.frame(0, LEASE, FAR, 5, FRAME, 0, 3, false);
    ears.end();
    ears.end();
    assertThat(speakerFrames()).isEqualTo(1);
    assertThat(handsets).containsExactly("far 5", "end");
  }

  @Test
  void theNodesOwnButtonIsHeardByHandsetsAlone() {
    ears.own(0, LEASE, BUTTON, FRAME, 3);
    ears.own(20, LEASE, BUTTON, FRAME, 3);
    assertThat(speakerFrames()).isZero();
    assertThat(handsets).containsExactly("by  0", "by  1");
  }

  @Test
  void aHandsetIsHeardFromTheSpeakerAndItsFramesCountFromZeroAtEachLease() {
    ears.own(0, LEASE, PHONE, FRAME, 3);
    ears.own(20, NEXT, PHONE, FRAME, 3);
    assertThat(speakerFrames()).isEqualTo(2);
    assertThat(handsets).containsExactly("by Ada 0", "by Ada 0");
  }

  @Test
  void whatIsNotSentIsNotHeardHereEither() {
    ears.own(0, null, PHONE, FRAME, 3);
    ears.end();
    assertThat(speakerFrames()).isZero();
    assertThat(handsets).isEmpty();
  }

  @Test
  void theTurnIsOnesAtATime() {
    RadioTurn turn = new RadioTurn();
    assertThat(turn.take(PHONE)).isNull();
    assertThat(turn.take(BUTTON)).isSameAs(PHONE);
    turn.leave(BUTTON);
    assertThat(turn.now()).isSameAs(PHONE);
    turn.leave(PHONE);
    assertThat(turn.now()).isNull();
    assertThat(turn.last()).isSameAs(PHONE);
    assertThat(turn.take(BUTTON)).isNull();
  }
}
