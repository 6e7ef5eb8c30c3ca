// SPDX-License-Identifier: Apache-2.0
package palaver.audio.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import palaver.base.Parsed;

/// Any bytes are read as Ogg Opus without an exception. Checksums are made right first, for
/// otherwise no mutation would get past them.
class OggFuzzTest {

  @FuzzTest(maxDuration = "5s")
  void read(byte[] data) {
    OggOpusReader.read(data);
    for (int at = 0; at + OggPages.HEADER_BYTES < data.length; at++) {
      if (LittleEndian.isMark(data, at, "OggS")) {
        mend(data, at);
      }
    }
    if (OggOpusReader.read(data) instanceof Parsed.Ok<OpusFile>(OpusFile file)) {
      long bytes = file.packets().stream().mapToLong(packet -> packet.length).sum();
      if (bytes > data.length) {
        throw new AssertionError("more bytes in packets than in the file");
      }
    }
  }

  private static void mend(byte[] data, int at) {
    int end = at + OggPages.HEADER_BYTES + (data[at + 26] & 0xff);
    int bodyBytes = 0;
    for (int i = at + OggPages.HEADER_BYTES; i < Math.min(end, data.length); i++) {
      bodyBytes += data[i] & 0xff;
    }
    if (end + bodyBytes > data.length) {
      return;
    }
    int checksum = OggChecksum.of(data, at, end + bodyBytes);
    for (int i = 0; i < 4; i++) {
      data[at + 22 + i] = (byte) (checksum >>> (8 * i));
    }
  }
}
