// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import org.jspecify.annotations.Nullable;
import palaver.net.radio.FrameRing;
import palaver.radio.VoiceSink;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;

/// Where frames go that are heard at this node: its speaker and its handsets. The node hears its
/// handsets, they hear the node and one another, and nobody hears themselves. On the node's thread.
public final class RadioEars implements VoiceSink {

  /// Takes frames, numbered as [RadioTimeline] does.
  interface Listener {

    void frame(long burst, long sequence, long atNs, byte[] bytes, int at, int length);
  }

  /// What the handsets hear.
  public interface Handsets {

    /// A frame for all but `talker`, who is null when none of them talks.
    void hear(
        @Nullable RadioTalker talker,
        long burst,
        long sequence,
        long atNs,
        byte[] bytes,
        int at,
        int length);

    /// Nobody talks any more.
    void end();
  }

  private final RadioTimeline timeline = new RadioTimeline(this::hand);
  private final FrameRing speaker;
  private final NodeId self;
  private @Nullable Handsets handsets;
  private @Nullable LeaseId own;
  private @Nullable RadioTalker talker;
  private boolean sounds;
  private long ownSequence;

  /// @param speaker where the node takes what its speaker plays
  public RadioEars(FrameRing speaker, NodeId self) {
    this.speaker = speaker;
    this.self = self;
  }

  /// Handsets hear as well from now on; null when there are none.
  public void add(@Nullable Handsets heard) {
    handsets = heard;
  }

  @Override
  public void frame(
      long nowNs,
      LeaseId lease,
      NodeId from,
      long sequence,
      byte[] bytes,
      int at,
      int length,
      boolean recovered) {
    own = null;
    talker = null;
    sounds = true;
    timeline.frame(nowNs, lease, from, sequence, bytes, at, length, recovered);
  }

  /// A frame that this node sends itself.
  ///
  /// @param lease under which it talks, null when it does not
  /// @param said by whom
  public void own(
      long nowNs, @Nullable LeaseId lease, @Nullable RadioTalker said, byte[] bytes, int length) {
    if (lease == null || handsets == null) {
      return;
    }
    if (!lease.equals(own)) {
      own = lease;
      ownSequence = 0;
    }
    talker = said;
    sounds = true;
    timeline.frame(nowNs, lease, self, ownSequence++, bytes, 0, length, false);
  }

  /// Nobody talks any more.
  public void end() {
    if (sounds && handsets != null) {
      handsets.end();
    }
    sounds = false;
  }

  private void hand(long burst, long sequence, long atNs, byte[] bytes, int at, int length) {
    boolean byHandset = talker != null && !talker.handset().isEmpty();
    if (own == null || byHandset) {
      speaker.offer(burst, sequence, atNs, bytes, at, length);
    }
    if (handsets != null) {
      handsets.hear(talker, burst, sequence, atNs, bytes, at, length);
    }
  }
}
