// SPDX-License-Identifier: Apache-2.0
package palaver.wire.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import palaver.wire.rtp.RtpPacketView.Fault;

class RtpPacketTest {
  private final RtpPacketView view = new RtpPacketView();

  @Test
  @DisplayName("RFC 3550, 5.1: the fixed header")
  void readsTheFixedHeader() {
    assertThat(parse("80ef 1234 89abcdef f1e2d3c4 0102")).isTrue();

    assertThat(view.marker()).isTrue();
    assertThat(view.payloadType()).isEqualTo(111);
    assertThat(view.sequence()).isEqualTo(0x1234);
    assertThat(view.timestamp()).isEqualTo(0x89abcdef);
    assertThat(view.ssrc()).isEqualTo(0xf1e2d3c4);
    assertThat(view.csrcCount()).isZero();
    assertThat(view.headerBytes()).isEqualTo(12);
    assertThat(view.payloadBytes()).isEqualTo(2);
    assertThat(view.extensionAt(1)).isEqualTo(-1);
    assertThat(view.audioLevelDbov(1)).isEqualTo(-1);
    assertThat(view.fault()).isEqualTo(Fault.NONE);
  }

  @Test
  @DisplayName("RFC 3550, 5.1: contributing sources and padding")
  void readsContributingSourcesAndStripsPadding() {
    assertThat(parse("a26f 0001 00000002 00000003 0000000a fffffffe 99 000003")).isTrue();

    assertThat(view.csrcCount()).isEqualTo(2);
    assertThat(view.csrc(0)).isEqualTo(10);
    assertThat(view.csrc(1)).isEqualTo(-2);
    assertThat(view.paddingBytes()).isEqualTo(3);
    assertThat(view.payloadBytes()).isEqualTo(1);
    assertThat(view.bytes()[view.payloadOffset()]).isEqualTo((byte) 0x99);
  }

  @Test
  @DisplayName("RFC 8285, 4.2: one-byte header extensions, padding between them, id 15 ends")
  void readsOneByteExtensions() {
    assertThat(parse("906f 0001 00000002 00000003 bede 0003 10 85 00 41 6162 00 f0 50 77 0000 55"))
        .isTrue();

    assertThat(view.audioLevelDbov(1)).isEqualTo(5);
    assertThat(view.audioLevelVoiced(1)).isTrue();
    assertThat(view.extensionEquals(4, new byte[] {'a', 'b'})).isTrue();
    assertThat(view.extensionEquals(4, new byte[] {'a', 'c'})).isFalse();
    assertThat(view.extensionEquals(4, new byte[] {'a'})).isFalse();
    assertThat(view.extensionAt(5)).as("behind id 15").isEqualTo(-1);
    assertThat(view.extensionAt(0)).as("padding").isEqualTo(-1);
    assertThat(view.payloadBytes()).isEqualTo(1);
  }

  @Test
  @DisplayName("RFC 8285, 4.3: two-byte header extensions, also empty ones")
  void readsTwoByteExtensions() {
    assertThat(parse("906f 0001 00000002 00000003 1007 0003 0a 00 00 14 02 7162 01 01 2a 0000 55"))
        .isTrue();

    assertThat(view.extensionBytes(view.extensionAt(10))).isZero();
    assertThat(view.audioLevelDbov(10)).as("empty").isEqualTo(-1);
    assertThat(view.extensionEquals(20, new byte[] {0x71, 0x62})).isTrue();
    assertThat(view.audioLevelDbov(1)).isEqualTo(42);
    assertThat(view.audioLevelVoiced(1)).isFalse();
    assertThat(view.extensionAt(2)).isEqualTo(-1);
  }

  @Test
  void anElementThatRunsOutOfItsBlockIsNotFound() {
    assertThat(parse("906f 0001 00000002 00000003 bede 0001 00 00 00 1f 55555555")).isTrue();
    assertThat(view.extensionAt(1)).isEqualTo(-1);
    assertThat(parse("906f 0001 00000002 00000003 1000 0001 00 00 01 09 55555555")).isTrue();
    assertThat(view.extensionAt(1)).isEqualTo(-1);
    assertThat(parse("906f 0001 00000002 00000003 1000 0001 00 00 00 01 55555555")).isTrue();
    assertThat(view.extensionAt(1)).isEqualTo(-1);
  }

  @Test
  void anUnknownExtensionLayoutIsPassedOver() {
    assertThat(parse("906f 0001 00000002 00000003 abac 0001 10 85 00 00 55")).isTrue();

    assertThat(view.extensionAt(1)).isEqualTo(-1);
    assertThat(view.payloadBytes()).isEqualTo(1);
  }

  @Test
  void damagedPacketsAreRefusedWithTheReason() {
    assertFault("80ef 1234 89abcdef f1e2d3", Fault.TOO_SHORT);
    assertFault("", Fault.TOO_SHORT);
    assertFault("40ef 1234 89abcdef f1e2d3c4", Fault.WRONG_VERSION);
    assertFault("816f 1234 89abcdef f1e2d3c4 000001", Fault.CSRCS_TRUNCATED);
    assertFault("906f 1234 89abcdef f1e2d3c4 bede00", Fault.EXTENSION_TRUNCATED);
    assertFault("906f 1234 89abcdef f1e2d3c4 bede0001 000000", Fault.EXTENSION_TRUNCATED);
    assertFault("a06f 1234 89abcdef f1e2d3c4", Fault.PADDING_WRONG);
    assertFault("a06f 1234 89abcdef f1e2d3c4 0000", Fault.PADDING_WRONG);
    assertFault("a06f 1234 89abcdef f1e2d3c4 0003", Fault.PADDING_WRONG);
  }

  @Test
  void theHeaderOfAnSrtpPacketIsReadBeforeItsPaddingIsKnown() {
    byte[] sealed = HexFormat.of().parseHex("a06f00010000000200000003" + "ee".repeat(20));
    assertThat(view.parseHeader(sealed, 0, sealed.length)).isTrue();
    assertThat(view.payloadBytes()).isEqualTo(20);

    sealed[15] = 2;
    assertThat(view.stripPadding(16)).isTrue();
    assertThat(view.payloadBytes()).isEqualTo(2);
    assertThat(view.stripPadding(11)).isFalse();
  }

  @Test
  void everyWrittenHeaderReadsBack() {
    for (int seed = 0; seed < 5000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String mid = "m".repeat(random.nextInt(1, 17));
      int midId = random.nextInt(0, 8);
      int levelId = random.nextInt(2) == 0 ? 0 : random.nextInt(8, 15);
      boolean hasCsrc = random.nextBoolean();
      int ssrc = random.nextInt();
      RtpHeaderFormat format =
          new RtpHeaderFormat(random.nextInt(128), ssrc, hasCsrc, midId, mid, levelId);
      assertReadsBack(format, random);
    }
  }

  private void assertReadsBack(RtpHeaderFormat format, SplittableRandom random) {
    RtpHeaderWriter writer = new RtpHeaderWriter(format);
    byte[] bytes = new byte[200];
    random.nextBytes(bytes);
    int at = random.nextInt(20);
    boolean marker = random.nextBoolean();
    boolean voiced = random.nextBoolean();
    int sequence = random.nextInt(65536);
    int timestamp = random.nextInt();
    int csrc = random.nextInt();
    int level = random.nextInt(128);
    int end = writer.write(bytes, at, marker, sequence, timestamp, csrc, level, voiced);
    int paddingBytes = random.nextInt(1, 17);
    end = RtpHeaderWriter.pad(bytes, at, end + 60, paddingBytes);

    assertThat(view.parse(bytes, at, end - at)).isTrue();
    assertThat(view.headerBytes()).isEqualTo(writer.headerBytes());
    assertThat(view.payloadBytes()).isEqualTo(60);
    assertThat(view.paddingBytes()).isEqualTo(paddingBytes);
    assertThat(view.marker()).isEqualTo(marker);
    assertThat(view.payloadType()).isEqualTo(format.payloadType());
    assertThat(view.sequence()).isEqualTo(sequence);
    assertThat(view.timestamp()).isEqualTo(timestamp);
    assertThat(view.ssrc()).isEqualTo(format.ssrc());
    assertThat(view.csrcCount()).isEqualTo(format.hasCsrc() ? 1 : 0);
    assertThat(format.hasCsrc() ? view.csrc(0) : csrc).isEqualTo(csrc);
    int levelId = format.audioLevelExtensionId();
    assertThat(view.audioLevelDbov(levelId)).isEqualTo(levelId == 0 ? -1 : level);
    assertThat(view.audioLevelVoiced(levelId)).isEqualTo(levelId != 0 && voiced);
    int midId = format.midExtensionId();
    assertThat(view.extensionEquals(midId, format.mid().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(midId != 0);
  }

  @Test
  void aFormatThatNoHeaderCanCarryIsRefused() {
    assertThatThrownBy(() -> new RtpHeaderFormat(128, 1, true, 0, "", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RtpHeaderFormat(111, 1, true, 15, "0", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RtpHeaderFormat(111, 1, true, 1, "0123456789abcdefg", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RtpHeaderWriter.pad(new byte[300], 0, 12, 256))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void assertFault(String hex, Fault fault) {
    assertThat(parse(hex)).as(hex).isFalse();
    assertThat(view.fault()).as(hex).isEqualTo(fault);
  }

  private boolean parse(String hex) {
    byte[] packet = HexFormat.of().parseHex(hex.replace(" ", ""));
    byte[] inside = new byte[packet.length + 7];
    System.arraycopy(packet, 0, inside, 3, packet.length);
    return view.parse(inside, 3, packet.length);
  }
}
