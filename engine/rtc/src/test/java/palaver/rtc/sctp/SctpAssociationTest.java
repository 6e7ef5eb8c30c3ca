// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.rtc.sctp.Pair.LEFT;
import static palaver.rtc.sctp.Pair.RIGHT;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palaver.base.Deadlines;
import palaver.wire.BigEndian;
import palaver.wire.sctp.SctpFormat;
import palaver.wire.sctp.SctpWriter;

/// Two associations and a bad path between them.
class SctpAssociationTest {

  private static byte[] numbered(int number, int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    for (int i = 0; i < lengthBytes; i++) {
      bytes[i] = (byte) (number * 31 + i);
    }
    BigEndian.put32(bytes, 0, number);
    return bytes;
  }

  private static List<Integer> numbers(List<Pair.Got> messages) {
    return messages.stream().map(got -> BigEndian.i32(got.bytes(), 0)).toList();
  }

  private static SctpState state(Pair pair, int end) {
    return pair.ends[end].state();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void bothMayConnectAtOnceOverALossyPath(long seed) {
    Pair pair = new Pair(seed);
    pair.loss = 0.3;
    pair.jitterNs = 60_000_000;
    pair.connect(LEFT);
    pair.connect(RIGHT);
    pair.run(30_000);
    assertThat(state(pair, LEFT)).isEqualTo(SctpState.ESTABLISHED);
    assertThat(state(pair, RIGHT)).isEqualTo(SctpState.ESTABLISHED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void reliableMessagesOfAnySizeComeWholeAndInOrder(long seed) {
    Pair pair = new Pair(seed).connected();
    pair.loss = 0.15;
    pair.jitterNs = 80_000_000;
    pair.ends[LEFT].open(3, 400, false);
    pair.ends[RIGHT].open(3, 400, false);
    SplittableRandom random = new SplittableRandom(seed);
    for (int number = 0; number < 300; number++) {
      int lengthBytes = number % 50 == 7 ? 60_000 : 4 + random.nextInt(2_500);
      assertThat(pair.send(LEFT, 3, Delivery.RELIABLE, numbered(number, lengthBytes))).isTrue();
      pair.send(RIGHT, 3, Delivery.RELIABLE, numbered(number, 40));
      pair.run(10);
    }
    pair.run(240_000);
    assertThat(numbers(pair.got.get(RIGHT))).hasSize(300).isSorted();
    assertThat(numbers(pair.got.get(LEFT))).hasSize(300).isSorted();
    for (Pair.Got got : pair.got.get(RIGHT)) {
      int number = BigEndian.i32(got.bytes(), 0);
      assertThat(got.bytes()).isEqualTo(numbered(number, got.bytes().length));
    }
    assertThat(pair.ends[LEFT].figures().chunksRetransmitted()).isPositive();
    assertThat(pair.ends[LEFT].figures().flightBytes()).isZero();
    assertThat(pair.ends[LEFT].figures().outstandingChunks()).isZero();
    assertThat(pair.ends[LEFT].nextDeadlineNs()).isEqualTo(Deadlines.NEVER);
  }

  /// What is sent once is never sent again, and what comes later never waits for it.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aMessageSentOnceIsLostAloneAndAtOnce(long seed) {
    Pair pair = new Pair(seed).connected();
    pair.loss = 0.1;
    pair.ends[LEFT].open(0, 3, true);
    long startNs = pair.nowNs;
    for (int number = 0; number < 500; number++) {
      pair.send(LEFT, 0, Delivery.ONCE, numbered(number, 150));
      pair.run(20);
    }
    pair.run(10_000);
    List<Pair.Got> got = pair.got.get(RIGHT);
    assertThat(got).hasSizeBetween(420, 480);
    for (Pair.Got each : got) {
      long sentNs = startNs + BigEndian.i32(each.bytes(), 0) * 20_000_000L;
      assertThat(each.atNs() - sentNs).isEqualTo(20_000_000L);
    }
    SctpFigures figures = pair.ends[LEFT].figures();
    assertThat(figures.chunksRetransmitted()).isZero();
    assertThat(figures.messagesAbandoned()).isBetween(20L, 80L);
    assertThat(figures.outstandingChunks()).isZero();
    assertThat(pair.ends[LEFT].droppedUnsent(0)).isZero();
  }

  /// A dead path does not fill memory: the newest three wait, nothing older comes out later.
  @Test
  void aStalledPathDropsTheOldestUnsentMessages() {
    Pair pair = new Pair(9).connected();
    pair.ends[LEFT].open(0, 3, true);
    pair.dropped = _ -> true;
    for (int number = 0; number < 500; number++) {
      assertThat(pair.send(LEFT, 0, Delivery.ONCE, numbered(number, 150))).isTrue();
      pair.run(20);
      assertThat(pair.ends[LEFT].queued(0)).isLessThanOrEqualTo(3);
    }
    assertThat(pair.ends[LEFT].droppedUnsent(0)).isGreaterThan(300);
    pair.dropped = _ -> false;
    pair.run(30_000);
    assertThat(numbers(pair.got.get(RIGHT))).isNotEmpty().allMatch(number -> number >= 497);
  }

  @Test
  void aFullReliableStreamRefusesTheNewest() {
    Pair pair = new Pair(9).connected();
    pair.ends[LEFT].open(0, 4, false);
    pair.dropped = _ -> true;
    int taken = 0;
    while (pair.send(LEFT, 0, Delivery.RELIABLE, numbered(taken, 1_000))) {
      taken++;
    }
    assertThat(taken).isBetween(8, 12);
    assertThat(pair.send(LEFT, 1, Delivery.RELIABLE, numbered(0, 10))).isFalse();
    pair.dropped = _ -> false;
    pair.run(20_000);
    assertThat(numbers(pair.got.get(RIGHT))).hasSize(taken).isSorted();
  }

  /// Ordered messages with few retransmissions: some are given up, the others keep their order, and
  /// a message of several fragments is given up whole.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void orderedMessagesGoOnBehindAGivenUpOne(long seed) {
    Pair pair = new Pair(seed).connected();
    pair.loss = 0.3;
    pair.jitterNs = 30_000_000;
    pair.ends[LEFT].open(2, 64, false);
    Delivery twice = new Delivery(true, 1, Long.MAX_VALUE);
    for (int number = 0; number < 300; number++) {
      pair.send(LEFT, 2, twice, numbered(number, number % 3 == 0 ? 3_000 : 100));
      pair.run(100);
    }
    pair.loss = 0;
    pair.run(60_000);
    assertThat(numbers(pair.got.get(RIGHT))).isSorted().doesNotHaveDuplicates();
    assertThat(pair.got.get(RIGHT)).hasSizeBetween(120, 299);
    assertThat(pair.ends[LEFT].figures().messagesAbandoned()).isPositive();
    pair.send(LEFT, 2, twice, numbered(1_000, 100));
    pair.run(1_000);
    assertThat(numbers(pair.got.get(RIGHT))).endsWith(1_000);
  }

  @Test
  void aMessageThatBecameTooOldIsNotSentAnyMore() {
    Pair pair = new Pair(4).connected();
    pair.ends[LEFT].open(0, 40, false);
    pair.dropped = _ -> true;
    Delivery brief = new Delivery(false, Delivery.ANY, 300_000_000L);
    for (int number = 0; number < 30; number++) {
      pair.send(LEFT, 0, brief, numbered(number, 1_000));
    }
    pair.run(2_000);
    pair.dropped = _ -> false;
    pair.run(20_000);
    assertThat(pair.got.get(RIGHT)).isEmpty();
    assertThat(pair.ends[LEFT].droppedUnsent(0)).isPositive();
    assertThat(pair.ends[LEFT].figures().outstandingChunks()).isZero();
    pair.send(LEFT, 0, brief, numbered(99, 1_000));
    pair.run(1_000);
    assertThat(numbers(pair.got.get(RIGHT))).containsExactly(99);
  }

  @Test
  void aPeerThatNeverAnswersIsLost() {
    Pair pair = new Pair(1);
    pair.dropped = _ -> true;
    pair.connect(LEFT);
    pair.run(120_000);
    assertThat(state(pair, LEFT)).isEqualTo(SctpState.LOST);
    assertThat(pair.ends[LEFT].nextDeadlineNs()).isEqualTo(Deadlines.NEVER);

    Pair later = new Pair(2).connected();
    later.ends[LEFT].open(0, 4, false);
    later.dropped = _ -> true;
    later.send(LEFT, 0, Delivery.RELIABLE, numbered(1, 10));
    later.run(200_000);
    assertThat(state(later, LEFT)).isEqualTo(SctpState.LOST);
    assertThat(later.send(LEFT, 0, Delivery.RELIABLE, numbered(1, 10))).isFalse();
  }

  @Test
  void anAbortEndsBothSides() {
    Pair pair = new Pair(1).connected();
    pair.abort(RIGHT);
    pair.run(100);
    assertThat(state(pair, LEFT)).isEqualTo(SctpState.LOST);
    assertThat(state(pair, RIGHT)).isEqualTo(SctpState.LOST);
  }

  @Test
  void packetsOfOthersAreCountedAndDropped() {
    Pair pair = new Pair(1).connected();
    byte[] packet = new byte[200];
    SctpWriter writer = new SctpWriter();
    writer.begin(packet, 0, 7);
    writer.beginChunk(SctpFormat.ABORT, 0);
    writer.endChunk();
    byte[] abort = Arrays.copyOf(packet, writer.finish());
    pair.packet(LEFT, abort);
    pair.packet(LEFT, new byte[] {1, 2, 3});
    writer.begin(packet, 0, 0);
    writer.beginChunk(SctpFormat.INIT, 0);
    for (int i = 0; i < 4; i++) {
      writer.put32(0x77);
    }
    writer.endChunk();
    pair.packet(LEFT, Arrays.copyOf(packet, writer.finish()));
    assertThat(pair.ends[LEFT].packetsRefused()).isEqualTo(3);
    assertThat(state(pair, LEFT)).isEqualTo(SctpState.ESTABLISHED);
  }
}
