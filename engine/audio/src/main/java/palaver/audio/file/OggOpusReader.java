// SPDX-License-Identifier: Apache-2.0
package palaver.audio.file;

import java.util.List;
import palaver.base.Parsed;

/// Reads Ogg Opus (RFC 7845): the first stream of the file, with one or two channels.
public final class OggOpusReader {

  static final int HEAD_BYTES = 19;

  private OggOpusReader() {}

  /// What a whole file holds.
  public static Parsed<OpusFile> read(byte[] bytes) {
    OggPages pages = new OggPages(bytes);
    String fault = pages.read();
    if (!fault.isEmpty()) {
      return Parsed.malformed(fault);
    }
    List<byte[]> packets = pages.packets();
    if (packets.size() < 2 || !isHead(packets.get(0))) {
      return Parsed.malformed("opus-no-head");
    }
    if (!LittleEndian.isMark(packets.get(1), 0, "OpusTags")) {
      return Parsed.malformed("opus-no-tags");
    }
    byte[] head = packets.get(0);
    int channels = head[9];
    if (head[18] != 0 || channels < 1 || channels > 2) {
      return Parsed.malformed("opus-channels-unknown");
    }
    int preSkip = LittleEndian.u16(head, 10);
    long end = packets.size() > 2 ? pages.lastGranule() : preSkip;
    long samples = end < preSkip ? -1 : end - preSkip;
    int gain = (short) LittleEndian.u16(head, 16);
    return Parsed.ok(
        new OpusFile(channels, preSkip, gain, samples, packets.subList(2, packets.size())));
  }

  /// Versions 0 to 15 are read alike (RFC 7845, section 5.1).
  private static boolean isHead(byte[] packet) {
    return packet.length >= HEAD_BYTES
        && LittleEndian.isMark(packet, 0, "OpusHead")
        && (packet[8] & 0xf0) == 0;
  }
}
