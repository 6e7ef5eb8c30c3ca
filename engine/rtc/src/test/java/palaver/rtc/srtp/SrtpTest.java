// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import palaver.rtc.SrtpProfile;
import palaver.wire.BigEndian;

class SrtpTest {
  private static final int SSRC = 0x1234_5678;
  private static final int HEADER_BYTES = 12;

  private final byte[] opened = new byte[1500];
  private final byte[] packet = new byte[1500];

  private static byte[] filled(int length, int from) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (from + i);
    }
    return bytes;
  }

  private static SrtpSender sender(SrtpProfile profile) {
    return SrtpSender.of(profile, filled(profile.keyBytes(), 1), filled(profile.saltBytes(), 100));
  }

  private static SrtpReceiver receiver(SrtpProfile profile) {
    return SrtpReceiver.of(
        profile, filled(profile.keyBytes(), 1), filled(profile.saltBytes(), 100), 2, 2);
  }

  private int seal(SrtpSendStream stream, int ssrc, long index, byte[] payload) {
    packet[0] = (byte) 0x80;
    BigEndian.put16(packet, 2, (int) index);
    BigEndian.put32(packet, 8, ssrc);
    return stream.seal(index, payload, 0, payload.length, packet, 0, HEADER_BYTES);
  }

  private int open(SrtpReceiver receiver, int length) {
    SrtpReceiveStream stream = receiver.stream(BigEndian.i32(packet, 8));
    if (stream == null) {
      return SrtpReceiver.TOO_MANY_SOURCES;
    }
    return stream.open(packet, 0, length, HEADER_BYTES, BigEndian.u16(packet, 2), opened, 0);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsSealedIsOpenedOnceAndNeverTwice(SrtpProfile profile) {
    SrtpSendStream sent = sender(profile).stream(SSRC);
    SrtpReceiver receiver = receiver(profile);
    byte[] payload = filled(80, 7);
    int length = seal(sent, SSRC, 500, payload);
    assertThat(length).isEqualTo(HEADER_BYTES + 80 + sent.overheadBytes());
    assertThat(open(receiver, length)).isEqualTo(80);
    assertThat(opened).startsWith(payload);
    assertThat(open(receiver, length)).isEqualTo(SrtpReceiver.REPLAYED);
  }

  @ParameterizedTest
  @EnumSource
  void oneChangedBitAnywhereIsNoticedAndChangesNothing(SrtpProfile profile) {
    SrtpReceiver receiver = receiver(profile);
    int length = seal(sender(profile).stream(SSRC), SSRC, 500, filled(30, 7));
    for (int bit = 0; bit < length * 8; bit++) {
      packet[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(open(receiver, length)).isEqualTo(SrtpReceiver.FORGED);
      packet[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertThat(open(receiver, length)).isEqualTo(30);
  }

  @ParameterizedTest
  @EnumSource
  void packetsMayBeSealedAndOpenedOutOfOrderAcrossTheWrap(SrtpProfile profile) {
    SrtpSendStream sent = sender(profile).stream(SSRC);
    SrtpReceiver receiver = receiver(profile);
    long[] order = {
      65_530, 65_535, 65_537, 65_536, 65_533, 65_540, 65_531, 98_000, 130_700, 131_073, 131_071
    };
    for (long index : order) {
      int length = seal(sent, SSRC, index, filled(20, (int) index));
      assertThat(open(receiver, length)).as("index " + index).isEqualTo(20);
      assertThat(receiver.stream(SSRC))
          .isNotNull()
          .extracting(SrtpReceiveStream::index)
          .isEqualTo(index);
    }
  }

  @Test
  void noIndexIsSealedTwice() {
    SrtpSendStream sent = sender(SrtpProfile.AEAD_AES_128_GCM).stream(SSRC);
    byte[] payload = filled(20, 1);
    assertThat(seal(sent, SSRC, 1000, payload)).isPositive();
    assertThat(seal(sent, SSRC, 1000, payload)).isEqualTo(-1);
    assertThat(seal(sent, SSRC, 999, payload)).isPositive();
    assertThat(seal(sent, SSRC, 999, payload)).isEqualTo(-1);
    assertThat(seal(sent, SSRC, 872, payload)).as("too old to tell").isEqualTo(-1);
    assertThat(seal(sent, SSRC, 873, payload)).isPositive();
    assertThat(seal(sent, SSRC, -1, payload)).isEqualTo(-1);
    assertThat(seal(sent, SSRC, 1L << 48, payload)).isEqualTo(-1);
  }

  @Test
  void aThirdSourceFindsNoRoomAndForgeriesTakeNone() {
    SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
    SrtpSender sender = sender(profile);
    SrtpReceiver receiver = receiver(profile);
    for (int ssrc = 10; ssrc < 20; ssrc++) {
      int length = seal(sender.stream(ssrc), ssrc, 1, filled(20, 1));
      packet[length - 1] ^= 1;
      assertThat(open(receiver, length)).isEqualTo(SrtpReceiver.FORGED);
    }
    for (int ssrc = 10; ssrc < 12; ssrc++) {
      assertThat(open(receiver, seal(sender.stream(ssrc), ssrc, 1, filled(20, 1)))).isEqualTo(20);
    }
    int length = seal(sender.stream(12), 12, 1, filled(20, 1));
    assertThat(open(receiver, length)).isEqualTo(SrtpReceiver.TOO_MANY_SOURCES);
  }

  @Test
  void aTruncatedPacketIsMalformed() {
    SrtpProfile profile = SrtpProfile.AES128_CM_SHA1_80;
    seal(sender(profile).stream(SSRC), SSRC, 1, filled(20, 1));
    assertThat(open(receiver(profile), HEADER_BYTES + 9)).isEqualTo(SrtpReceiver.MALFORMED);
  }

  @ParameterizedTest
  @EnumSource
  void reportsAreSealedOpenedAndNotReplayed(SrtpProfile profile) {
    SrtpSender sender = sender(profile);
    SrtpReceiver receiver = receiver(profile);
    byte[] report = filled(64, 3);
    BigEndian.put32(report, 4, SSRC);
    int length = sender.sealRtcp(SSRC, report, 0, report.length, packet, 5);
    assertThat(length).isEqualTo(64 + sender.rtcpOverheadBytes());
    assertThat(receiver.openRtcp(packet, 5, length, opened)).isEqualTo(64);
    assertThat(opened).startsWith(report);
    assertThat(receiver.openRtcp(packet, 5, length, opened)).isEqualTo(SrtpReceiver.REPLAYED);
    int second = sender.sealRtcp(SSRC, report, 0, report.length, packet, 5);
    packet[20] ^= 1;
    assertThat(receiver.openRtcp(packet, 5, second, opened)).isEqualTo(SrtpReceiver.FORGED);
    packet[20] ^= 1;
    assertThat(receiver.openRtcp(packet, 5, second, opened)).isEqualTo(64);
  }

  @ParameterizedTest
  @EnumSource
  void reportsInTheClearOrTooShortAreRefused(SrtpProfile profile) {
    SrtpSender sender = sender(profile);
    SrtpReceiver receiver = receiver(profile);
    byte[] report = filled(8, 3);
    int length = sender.sealRtcp(BigEndian.i32(report, 4), report, 0, 8, packet, 0);
    assertThat(receiver.openRtcp(packet, 0, length - 1, opened)).isEqualTo(SrtpReceiver.MALFORMED);
    int wordAt = profile == SrtpProfile.AES128_CM_SHA1_80 ? length - 14 : length - 4;
    packet[wordAt] &= 0x7f;
    assertThat(receiver.openRtcp(packet, 0, length, opened)).isEqualTo(SrtpReceiver.MALFORMED);
  }

  @Test
  void reportsOfAThirdSourceAreRefused() {
    SrtpProfile profile = SrtpProfile.AEAD_AES_256_GCM;
    SrtpSender sender = sender(profile);
    SrtpReceiver receiver = receiver(profile);
    int[] results = new int[3];
    for (int i = 0; i < 3; i++) {
      byte[] report = filled(16, i);
      BigEndian.put32(report, 4, i);
      int length = sender.sealRtcp(i, report, 0, 16, packet, 0);
      results[i] = receiver.openRtcp(packet, 0, length, opened);
    }
    assertThat(results).containsExactly(16, 16, SrtpReceiver.TOO_MANY_SOURCES);
  }

  @Test
  void theReplayWindowKnowsWhatASetOfAllIndicesKnows() {
    SplittableRandom random = new SplittableRandom(7);
    ReplayWindow window = new ReplayWindow();
    TreeSet<Long> seen = new TreeSet<>();
    long centre = 0;
    for (int i = 0; i < 20_000; i++) {
      centre += random.nextInt(100) == 0 ? random.nextInt(300) : random.nextInt(3);
      long index = Math.max(0, centre - random.nextInt(200));
      long newest = seen.isEmpty() ? -1 : seen.last();
      boolean isNew = index > newest - ReplayWindow.SIZE && !seen.contains(index);
      assertThat(window.isNew(index)).isEqualTo(isNew);
      if (isNew) {
        window.add(index);
        seen.add(index);
      }
    }
  }

  @Test
  void theIndexNearestToTheNewestIsTaken() {
    assertThat(SrtpReceiveStream.nearest(-1, 65_535)).isEqualTo(65_535);
    assertThat(SrtpReceiveStream.nearest(5, 65_535)).isEqualTo(-1);
    assertThat(SrtpReceiveStream.nearest(65_535, 0)).isEqualTo(65_536);
    assertThat(SrtpReceiveStream.nearest(65_536, 65_535)).isEqualTo(65_535);
    assertThat(SrtpReceiveStream.nearest((7L << 16) | 0xfff0, 0x10)).isEqualTo((8L << 16) | 0x10);
  }
}
