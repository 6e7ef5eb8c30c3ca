// SPDX-License-Identifier: Apache-2.0
package palaver.wire.rtp;

import java.nio.charset.StandardCharsets;
import palaver.wire.BigEndian;

/// Writes the RTP headers of one stream straight into a byte array, without allocation.
///
/// All headers of a stream have the same length: what never changes is kept as bytes and copied,
/// the rest is filled in.
public final class RtpHeaderWriter {
  private static final int ONE_BYTE_PROFILE = 0xBEDE;
  private static final int CSRC_BYTES = 4;

  private final byte[] template;
  private final boolean hasCsrc;
  private final int levelAt;

  public RtpHeaderWriter(RtpHeaderFormat format) {
    byte[] mid =
        format.midExtensionId() == 0 ? new byte[0] : format.mid().getBytes(StandardCharsets.UTF_8);
    hasCsrc = format.hasCsrc();
    int extensionAt = RtpPacketView.FIXED_HEADER_BYTES + (hasCsrc ? CSRC_BYTES : 0);
    int levelBytes = format.audioLevelExtensionId() == 0 ? 0 : 2;
    int elementBytes = levelBytes + (mid.length == 0 ? 0 : 1 + mid.length);
    int words = (elementBytes + 3) / 4;
    template = new byte[extensionAt + (words == 0 ? 0 : 4 + 4 * words)];
    template[0] = (byte) (0x80 | (words == 0 ? 0 : 0x10) | (hasCsrc ? 1 : 0));
    template[1] = (byte) format.payloadType();
    BigEndian.put32(template, 8, format.ssrc());
    if (words > 0) {
      BigEndian.put16(template, extensionAt, ONE_BYTE_PROFILE);
      BigEndian.put16(template, extensionAt + 2, words);
    }
    levelAt = levelBytes == 0 ? -1 : extensionAt + 5;
    if (levelBytes > 0) {
      template[extensionAt + 4] = (byte) (format.audioLevelExtensionId() << 4);
    }
    if (mid.length > 0) {
      int midAt = extensionAt + 4 + levelBytes;
      template[midAt] = (byte) (format.midExtensionId() << 4 | (mid.length - 1));
      System.arraycopy(mid, 0, template, midAt + 1, mid.length);
    }
  }

  /// The length of every header of this stream.
  public int headerBytes() {
    return template.length;
  }

  /// Writes one header at `at`.
  ///
  /// @param csrc the contributing source; ignored when the format has none
  /// @param levelDbov the audio level in -dBov, 0 to 127; ignored when the format has none
  /// @param voiced the voice flag that goes with the level
  /// @return the offset behind the header, where the payload goes
  public int write(
      byte[] bytes,
      int at,
      boolean marker,
      int sequence,
      int timestamp,
      int csrc,
      int levelDbov,
      boolean voiced) {
    System.arraycopy(template, 0, bytes, at, template.length);
    if (marker) {
      bytes[at + 1] |= (byte) 0x80;
    }
    BigEndian.put16(bytes, at + 2, sequence);
    BigEndian.put32(bytes, at + 4, timestamp);
    if (hasCsrc) {
      BigEndian.put32(bytes, at + RtpPacketView.FIXED_HEADER_BYTES, csrc);
    }
    if (levelAt >= 0) {
      bytes[at + levelAt] = (byte) ((levelDbov & 0x7f) | (voiced ? 0x80 : 0));
    }
    return at + template.length;
  }

  /// Adds `count` bytes of padding (RFC 3550, section 5.1), 1 to 255, behind a packet.
  ///
  /// @param packetAt where the packet's header starts
  /// @param end the offset behind the payload
  /// @return the offset behind the padding
  public static int pad(byte[] bytes, int packetAt, int end, int count) {
    if (count < 1 || count > 255) {
      throw new IllegalArgumentException("padding is 1 to 255 bytes");
    }
    bytes[packetAt] |= 0x20;
    for (int i = 0; i < count - 1; i++) {
      bytes[end + i] = 0;
    }
    bytes[end + count - 1] = (byte) count;
    return end + count;
  }
}
