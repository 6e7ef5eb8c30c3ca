// SPDX-License-Identifier: Apache-2.0
package palaver.radio.v1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.base.Datagram;
import palaver.base.Outbox;
import palaver.wire.radio.v1.V1Format;
import palaver.wire.radio.v1.V1Kind;

/// A node of protocol v1 by itself: what it takes, what it says, whom it plays.
class V1RadioTest {
  private static final long MS = 1_000_000;
  private static final long SECOND = 1_000 * MS;
  private static final int ALL = 0;
  private static final int EAST = 1;
  private static final int WEST = 2;

  /// One frame that was played, or the end of a burst.
  private record Played(long burst, long sequence, int length) {}

  private final List<Played> played = new ArrayList<>();
  private final V1Radio node =
      new V1Radio(
          ALL,
          "Bar",
          (_, burst, sequence, _, _, length) -> played.add(new Played(burst, sequence, length)));
  private final Outbox<V1Event> outbox = new Outbox<>(1_000, 1_600_000);
  private final byte[] packet = new byte[1_500];
  private long nowNs;

  private void get(int from, byte[] bytes, int length) {
    node.onDatagram(nowNs, new Datagram().set(bytes, 0, length, from), outbox);
  }

  private void get(int from, V1Kind kind) {
    get(from, packet, V1Format.writeText(packet, 0, kind, ""));
  }

  private void sound(int from, int count, long everyNs) {
    for (int i = 0; i < count; i++) {
      get(from, packet, V1Format.writeAudio(packet, 0, new byte[30], 0, 30));
      nowNs += everyNs;
    }
  }

  private void command(V1Command command) {
    node.onCommand(nowNs, command, outbox);
  }

  private void pass(long ns) {
    long endNs = nowNs + ns;
    while (node.nextDeadlineNs() <= endNs) {
      nowNs = Math.max(nowNs, node.nextDeadlineNs());
      node.onDeadline(nowNs, outbox);
    }
    nowNs = endNs;
  }

  private List<String> sent() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < outbox.datagramCount(); i++) {
      String text = new String(outbox.bytes(), outbox.offset(i), outbox.length(i), UTF_8);
      sent.add(outbox.destination(i) + " " + (text.charAt(0) == 1 ? "sound" : text));
    }
    outbox.clear();
    return sent;
  }

  @Test
  void itShowsItselfToAllAndToEachOnceASecond() {
    command(new V1Command.Start());
    get(EAST, V1Kind.HEARTBEAT);
    pass(1_500 * MS);
    assertThat(sent())
        .containsExactly(
            "0 HEARTBEAT Bar", "1 HEARTBEAT Bar", "0 HEARTBEAT Bar", "1 HEARTBEAT Bar");
  }

  @Test
  void aPressNeedsNobodysLeaveAndSoundGoesToEach() {
    get(EAST, V1Kind.HEARTBEAT);
    get(WEST, V1Kind.HEARTBEAT);
    outbox.clear();
    command(new V1Command.Press());
    assertThat(outbox.events()).containsExactly(new V1Event.Talks());
    node.onMicrophone(new byte[30], 0, 30, outbox);
    command(new V1Command.Release());
    node.onMicrophone(new byte[30], 0, 30, outbox);
    assertThat(sent())
        .containsExactly(
            "1 TAKEN Bar", "2 TAKEN Bar", "1 sound", "2 sound", "1 RELEASED Bar", "2 RELEASED Bar");
  }

  @Test
  void whoHeardTakenDoesNotPressUntilReleased() {
    get(EAST, V1Kind.TAKEN);
    command(new V1Command.Press());
    assertThat(node.talks()).isFalse();
    get(WEST, V1Kind.RELEASED);
    assertThat(node.isTaken()).as("only its own word frees it").isTrue();
    get(EAST, V1Kind.RELEASED);
    command(new V1Command.Press());
    assertThat(node.talks()).isTrue();
    assertThat(outbox.events()).contains(new V1Event.Denied(), new V1Event.Floor(false, ""));
  }

  @Test
  void aLostReleasedFreesTheFloorAfterHalfAMinute() {
    command(new V1Command.Start());
    get(EAST, V1Kind.TAKEN);
    pass(29 * SECOND);
    assertThat(node.isTaken()).isTrue();
    pass(2 * SECOND);
    assertThat(node.isTaken()).isFalse();
  }

  @Test
  void whoSaysTakenLastWins() {
    get(EAST, V1Kind.HEARTBEAT);
    command(new V1Command.Press());
    get(EAST, V1Kind.TAKEN);
    assertThat(node.talks()).isFalse();
    assertThat(outbox.events()).contains(new V1Event.Interrupted(), new V1Event.Floor(true, ""));
  }

  @Test
  void framesAreNumberedByTheTimeAtWhichTheyCome() {
    get(EAST, V1Kind.TAKEN);
    sound(EAST, 2, 20 * MS);
    nowNs += 200 * MS;
    sound(EAST, 1, 20 * MS);
    get(EAST, V1Kind.RELEASED);
    sound(EAST, 1, 20 * MS);
    assertThat(played)
        .containsExactly(
            new Played(1, 0, 30),
            new Played(1, 1, 30),
            new Played(1, 12, 30),
            new Played(1, 13, 0),
            new Played(2, 0, 30));
  }

  @Test
  void twoWhoTalkAtOnceAreNotMixed() {
    get(EAST, V1Kind.TAKEN);
    sound(EAST, 2, 20 * MS);
    sound(WEST, 2, 20 * MS);
    assertThat(played).hasSize(2);
    assertThat(node.counters().framesIgnored()).isEqualTo(2);
    nowNs += 2 * SECOND;
    sound(WEST, 1, 20 * MS);
    assertThat(node.counters().framesPlayed()).as("the first fell silent").isEqualTo(3);
  }

  @Test
  void whoIsNotHeardForTenSecondsIsForgotten() {
    command(new V1Command.Start());
    get(EAST, V1Kind.HEARTBEAT);
    pass(9 * SECOND);
    assertThat(node.peerCount()).isOne();
    pass(2 * SECOND);
    assertThat(node.peerCount()).isZero();
    assertThat(outbox.events()).contains(new V1Event.Others(0));
  }

  @Test
  void garbageCostsOneCounter() {
    byte[] garbage = "TAKENxyz".getBytes(UTF_8);
    get(EAST, garbage, garbage.length);
    get(EAST, new byte[] {V1Format.AUDIO_PREFIX}, 1);
    get(EAST, new byte[] {'H', 'E', 'A'}, 3);
    get(EAST, new byte[0], 0);
    assertThat(node.counters().malformed()).isEqualTo(4);
    assertThat(node.peerCount()).isZero();
    assertThat(outbox.datagramCount() + outbox.events().size()).isZero();
  }

  @Test
  void aFloodIsNotLookedAt() {
    get(EAST, V1Kind.TAKEN);
    sound(EAST, 1_000, 0);
    assertThat(played).hasSizeLessThan(401);
    assertThat(node.counters().malformed()).isGreaterThan(599);
  }

  @Test
  void noMoreOthersThanItsLimitAreKept() {
    for (int i = 1; i <= 100; i++) {
      get(i, V1Kind.HEARTBEAT);
    }
    assertThat(node.peerCount()).isEqualTo(64);
  }

  @Test
  void afterASleepTheFloorIsFree() {
    command(new V1Command.Start());
    get(EAST, V1Kind.TAKEN);
    command(new V1Command.Resumed(SECOND));
    assertThat(node.isTaken()).isFalse();
    command(new V1Command.Press());
    assertThat(node.talks()).isTrue();
    command(new V1Command.WallClock(0));
    command(new V1Command.Stop());
    assertThat(node.talks()).isFalse();
    assertThat(node.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
  }
}
