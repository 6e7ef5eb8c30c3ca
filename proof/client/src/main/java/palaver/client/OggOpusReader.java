// SPDX-License-Identifier: Apache-2.0
package palaver.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the audio packets out of an Ogg Opus stream (RFC 3533, RFC 7845), as they are.
///
/// Only what a file by an ordinary encoder holds is read: one logical stream whose first two
/// packets are the headers. A damaged file is an [IOException] that says what is wrong.
public final class OggOpusReader {

  private static final int PAGE_HEADER_BYTES = 27;
  private static final int CONTINUED_SEGMENT = 255;

  private OggOpusReader() {}

  /// All audio packets of the stream, in order.
  public static List<byte[]> packets(InputStream in) throws IOException {
    List<byte[]> packets = new ArrayList<>();
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    byte[] header = in.readNBytes(PAGE_HEADER_BYTES);
    while (header.length == PAGE_HEADER_BYTES) {
      if (!startsWith(header, "OggS")) {
        throw new IOException("not an Ogg page");
      }
      readPage(in, header[PAGE_HEADER_BYTES - 1] & 0xff, packet, packets);
      header = in.readNBytes(PAGE_HEADER_BYTES);
    }
    if (packets.size() < 2 || !startsWith(packets.get(0), "OpusHead")) {
      throw new IOException("not an Ogg Opus stream");
    }
    return List.copyOf(packets.subList(2, packets.size()));
  }

  private static void readPage(
      InputStream in, int segmentCount, ByteArrayOutputStream packet, List<byte[]> packets)
      throws IOException {
    byte[] segments = in.readNBytes(segmentCount);
    for (byte segment : segments) {
      int length = segment & 0xff;
      packet.write(in.readNBytes(length));
      if (length < CONTINUED_SEGMENT) {
        packets.add(packet.toByteArray());
        packet.reset();
      }
    }
    if (segments.length < segmentCount) {
      throw new IOException("an Ogg page ends early");
    }
  }

  private static boolean startsWith(byte[] bytes, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
