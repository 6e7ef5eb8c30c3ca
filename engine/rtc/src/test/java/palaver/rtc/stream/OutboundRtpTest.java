// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static palaver.rtc.stream.SlotListener.FIRST_SEQUENCE;
import static palaver.rtc.stream.SlotListener.FIRST_TIMESTAMP;

import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.base.Deadlines;
import palaver.rtc.stream.SlotListener.Packet;

class OutboundRtpTest {
  private static final long MS = 1_000_000;
  private static final List<Byte> SILENCE = List.of((byte) 0xF8, (byte) 0xFF, (byte) 0xFE);

  private static List<Integer> sequences(List<Packet> packets) {
    return packets.stream().map(Packet::sequence).toList();
  }

  private static List<Integer> timestamps(List<Packet> packets) {
    return packets.stream().map(Packet::timestamp).toList();
  }

  @Test
  void aPacketCarriesTheListenersOwnNumbersAndThePublishersStreamNumber() {
    SlotListener listener = SlotListener.ready();
    listener.forward(0, 7, 500, 90_000, 1, 2, 3);
    Packet packet = listener.received().getFirst();
    assertThat(packet.payloadType()).isEqualTo(96);
    assertThat(packet.csrc()).isEqualTo(7);
    assertThat(packet.onLine()).isTrue();
    assertThat(packet.levelDbov()).isEqualTo(42);
    assertThat(packet.payload()).containsExactly((byte) 1, (byte) 2, (byte) 3);
    assertThat(packet.sequence()).isEqualTo(FIRST_SEQUENCE);
    assertThat(packet.timestamp()).isEqualTo(FIRST_TIMESTAMP);
    assertThat(packet.marker()).as("the first of an occupant").isTrue();
  }

  @Test
  void aNewOccupantGoesOnByOneAndByTheTimeThatPassed() {
    SlotListener listener = SlotListener.ready();
    listener.forward(0, 7, 500, 90_000, 1);
    listener.forward(20 * MS, 7, 501, 90_960, 2);
    listener.forward(95 * MS, 8, 60_000, 5, 3);
    listener.forward(115 * MS, 8, 60_001, 965, 4);
    List<Packet> packets = listener.received();
    assertThat(sequences(packets))
        .containsExactly(
            FIRST_SEQUENCE, FIRST_SEQUENCE + 1, FIRST_SEQUENCE + 2, FIRST_SEQUENCE + 3);
    int third = FIRST_TIMESTAMP + 960 + 75 * 48;
    assertThat(timestamps(packets))
        .containsExactly(FIRST_TIMESTAMP, FIRST_TIMESTAMP + 960, third, third + 960);
    assertThat(packets).extracting(Packet::marker).containsExactly(true, false, true, false);
    assertThat(packets).extracting(Packet::csrc).containsExactly(7, 7, 8, 8);
  }

  @Test
  void gapsAndOrderOfOneOccupantAreKeptAcrossTheWrap() {
    SlotListener listener = SlotListener.ready();
    long[] in = {65_534, 65_537, 65_535, 65_540};
    for (long sequence : in) {
      listener.forward(sequence * 20 * MS, 7, sequence, (int) sequence * 960, 1);
    }
    assertThat(sequences(listener.received()))
        .containsExactly(
            FIRST_SEQUENCE, FIRST_SEQUENCE + 3, FIRST_SEQUENCE + 1, FIRST_SEQUENCE + 6);
  }

  @Test
  void packetsFromBeforeTheBeginningAreDropped() {
    SlotListener listener = SlotListener.ready();
    listener.forward(0, 7, 500, 0, 1);
    assertThat(listener.forward(1 * MS, 7, 499, -960, 1)).isFalse();
    listener.slot.fadeOut(2 * MS, listener.outbox);
    assertThat(listener.forward(3 * MS, 7, 500, 0, 1)).isFalse();
    assertThat(listener.forward(3 * MS, 7, 498, 0, 1)).isFalse();
    assertThat(listener.forward(4 * MS, 7, 501, 960, 1)).isTrue();
    assertThat(listener.slot.latePackets()).isEqualTo(3);
    assertThat(sequences(listener.received())).containsExactly(FIRST_SEQUENCE, FIRST_SEQUENCE + 1);
  }

  @Test
  void aJumpOfTheSequenceBeginsAnewInsteadOfLookingLikeLoss() {
    SlotListener listener = SlotListener.ready();
    listener.forward(0, 7, 500, 0, 1);
    listener.forward(3_000 * MS, 7, 650, 144_000, 1);
    assertThat(sequences(listener.received())).containsExactly(FIRST_SEQUENCE, FIRST_SEQUENCE + 1);
  }

  @Test
  void fadingOutSendsThreeFramesOfSilenceTwentyMillisecondsApart() {
    SlotListener listener = SlotListener.ready();
    listener.forward(0, 7, 500, 0, 1);
    listener.slot.fadeOut(5 * MS, listener.outbox);
    assertThat(listener.path.isFading()).isTrue();
    long[] due = new long[3];
    for (int i = 0; i < 3; i++) {
      due[i] = listener.slot.nextDeadlineNs();
      listener.slot.onDeadline(due[i] - 1, listener.outbox);
      listener.slot.onDeadline(due[i], listener.outbox);
    }
    assertThat(due).containsExactly(20 * MS, 40 * MS, 60 * MS);
    assertThat(listener.slot.nextDeadlineNs()).isEqualTo(Deadlines.NEVER);
    assertThat(listener.path.isFading()).isFalse();
    List<Packet> packets = listener.received();
    assertThat(packets).hasSize(4);
    assertThat(packets.subList(1, 4))
        .allMatch(p -> p.payload().equals(SILENCE) && p.csrc() == 7 && p.levelDbov() == 127);
    assertThat(timestamps(packets))
        .containsExactly(
            FIRST_TIMESTAMP, FIRST_TIMESTAMP + 960, FIRST_TIMESTAMP + 1920, FIRST_TIMESTAMP + 2880);
    listener.slot.fadeOut(100 * MS, listener.outbox);
    assertThat(listener.received()).as("silent already").isEmpty();
  }

  @Test
  void afterALongPauseTheFirstSilenceFrameComesAtOnceAndAtItsTime() {
    SlotListener listener = SlotListener.ready();
    listener.forward(0, 7, 500, 0, 1);
    listener.received();
    listener.slot.fadeOut(400 * MS, listener.outbox);
    assertThat(timestamps(listener.received())).containsExactly(FIRST_TIMESTAMP + 400 * 48);
  }

  @Test
  void aNewOccupantEndsTheFading() {
    SlotListener listener = SlotListener.ready();
    listener.forward(0, 7, 500, 0, 1);
    listener.slot.fadeOut(25 * MS, listener.outbox);
    listener.forward(30 * MS, 8, 1, 1, 9);
    assertThat(listener.slot.nextDeadlineNs()).isEqualTo(Deadlines.NEVER);
    assertThat(listener.path.isFading()).isFalse();
    assertThat(listener.received()).extracting(Packet::csrc).containsExactly(7, 7, 8);
  }

  @Test
  void anEmptySlotHasNothingToFade() {
    SlotListener listener = SlotListener.ready();
    listener.slot.fadeOut(0, listener.outbox);
    assertThat(listener.received()).isEmpty();
    assertThat(listener.slot.nextDeadlineNs()).isEqualTo(Deadlines.NEVER);
  }

  @Test
  void paddingMakesPayloadsMultiplesOfThirtyTwoAndIsNotHeard() {
    SlotListener listener = new SlotListener(true, false);
    listener.open();
    for (int length = 1; length <= 33; length++) {
      listener.forward(length * 20L * MS, 7, length, length * 960, new int[length]);
      Packet packet = listener.received().getFirst();
      assertThat(packet.payload()).hasSize(length);
      int headerAndTagBytes = 12 + 4 + 4 + 8 + 16;
      assertThat((packet.datagramBytes() - headerAndTagBytes) % 32).isZero();
    }
    assertThat(listener.stream.payloadBytes()).as("without padding").isEqualTo(33 * 34 / 2);
  }

  @Test
  void nothingIsSentWithoutKeysPathOrRoom() {
    SlotListener listener = new SlotListener(false, true);
    assertThat(listener.forward(0, 7, 1, 0, 1)).isFalse();
    listener.open();
    listener.path.close();
    assertThat(listener.forward(0, 7, 2, 0, 1)).isFalse();
    listener.path.moveTo(3);
    assertThat(listener.forward(0, 7, 3, 0, new int[1_470])).as("too large").isFalse();
    assertThat(listener.forward(0, 7, 4, 0, 1)).isTrue();
    for (int i = 0; i < 7; i++) {
      listener.forward(0, 7, 5 + i, 0, 1);
    }
    assertThat(listener.forward(0, 7, 20, 0, 1)).as("the outbox is full").isFalse();
    assertThat(listener.stream.packets()).isEqualTo(8);
    assertThatThrownBy(() -> new OutboundRtp(listener.stream, listener.path, 0x8000, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLostPacketIsSentAgainAsItWasTwiceAtMost() {
    SlotListener listener = SlotListener.ready();
    for (int i = 0; i < 20; i++) {
      listener.forward(i * 20L * MS, 7, i, i * 960, i);
      listener.outbox.clear();
    }
    for (int i = 0; i < 3; i++) {
      listener.stream.resend(FIRST_SEQUENCE + 10, listener.outbox);
    }
    assertThat(listener.outbox.datagramCount()).isEqualTo(2);
    assertThat(listener.stream.resentPackets()).isEqualTo(2);
    listener.outbox.clear();
    listener.stream.resend(FIRST_SEQUENCE + 3, listener.outbox);
    listener.stream.resend(FIRST_SEQUENCE + 20, listener.outbox);
    assertThat(listener.outbox.datagramCount()).as("gone, and never sent").isZero();
    listener.stream.resend(FIRST_SEQUENCE + 4, listener.outbox);
    Packet packet = listener.received().getFirst();
    assertThat(packet.payload()).containsExactly((byte) 4);
  }
}
