// SPDX-License-Identifier: Apache-2.0
package palaver.audio.file;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Takes Ogg pages (RFC 3533) apart into packets: those of the first logical stream.
final class OggPages {

  static final int HEADER_BYTES = 27;

  private static final int CONTINUED_SEGMENT = 255;
  private static final int FLAG_CONTINUES = 1;

  private final byte[] bytes;
  private final List<byte[]> packets = new ArrayList<>();
  private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
  private long granule = -1;
  private int serial;
  private boolean started;

  OggPages(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Reads all pages.
  ///
  /// @return the reason why that failed, or an empty text
  String read() {
    int at = 0;
    while (at < bytes.length) {
      int end = pageEnd(at);
      if (end < 0) {
        return LittleEndian.isMark(bytes, at, "OggS") ? "ogg-page-truncated" : "ogg-no-page";
      }
      if (OggChecksum.of(bytes, at, end) != LittleEndian.i32(bytes, at + 22)) {
        return "ogg-checksum-wrong";
      }
      page(at);
      at = end;
    }
    return "";
  }

  /// Where the page at `at` ends, or -1 when it is none or not whole.
  private int pageEnd(int at) {
    if (!LittleEndian.isMark(bytes, at, "OggS") || bytes.length - at < HEADER_BYTES) {
      return -1;
    }
    int segments = bytes[at + 26] & 0xff;
    int end = at + HEADER_BYTES + segments;
    for (int i = 0; i < segments && end <= bytes.length; i++) {
      end += bytes.length > at + HEADER_BYTES + i ? bytes[at + HEADER_BYTES + i] & 0xff : 0;
    }
    return end <= bytes.length ? end : -1;
  }

  private void page(int at) {
    int pageSerial = LittleEndian.i32(bytes, at + 14);
    if (!started) {
      serial = pageSerial;
      started = true;
    }
    if (pageSerial != serial) {
      return;
    }
    if ((bytes[at + 5] & FLAG_CONTINUES) == 0) {
      packet.reset();
    }
    int segments = bytes[at + 26] & 0xff;
    int data = at + HEADER_BYTES + segments;
    boolean ended = false;
    for (int i = 0; i < segments; i++) {
      int size = bytes[at + HEADER_BYTES + i] & 0xff;
      packet.write(bytes, data, size);
      data += size;
      if (size < CONTINUED_SEGMENT) {
        packets.add(packet.toByteArray());
        packet.reset();
        ended = true;
      }
    }
    if (ended) {
      granule = LittleEndian.i64(bytes, at + 6);
    }
  }

  /// The packets of the first stream, headers included.
  List<byte[]> packets() {
    return packets;
  }

  /// The granule position of the last page on which a packet ends, -1 when there is none.
  long lastGranule() {
    return granule;
  }
}
