// SPDX-License-Identifier: Apache-2.0
package palaver.audio.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes Ogg Opus (RFC 7845): one stream with one or two channels, about a second per page.
public final class OggOpusWriter {

  private static final int PAGE_SAMPLES = 48_000;
  private static final int SEGMENTS_MAX = 255;
  private static final int SEGMENT_BYTES = 255;
  private static final int FLAG_FIRST = 2;
  private static final int FLAG_LAST = 4;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream table = new ByteArrayOutputStream();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final int serial;
  private final int preSkipSamples;
  private int pageNumber;
  private long granule;
  private long writtenGranule;

  /// Starts a file.
  ///
  /// @param serial the number of the stream, any
  /// @param preSkipSamples what the encoder's delay puts before the sound, at 48 kHz
  public OggOpusWriter(int serial, int channels, int preSkipSamples) {
    if (channels < 1 || channels > 2 || preSkipSamples < 0 || preSkipSamples > 0xffff) {
      throw new IllegalArgumentException("1 or 2 channels, a pre-skip of 16 bits");
    }
    this.serial = serial;
    this.preSkipSamples = preSkipSamples;
    header(head(channels), FLAG_FIRST);
    header(tags(), 0);
  }

  private byte[] head(int channels) {
    ByteArrayOutputStream head = new ByteArrayOutputStream(OggOpusReader.HEAD_BYTES);
    LittleEndian.mark(head, "OpusHead");
    head.write(1);
    head.write(channels);
    LittleEndian.put(head, preSkipSamples, 2);
    LittleEndian.put(head, 48_000, 4);
    LittleEndian.put(head, 0, 2);
    head.write(0);
    return head.toByteArray();
  }

  private static byte[] tags() {
    byte[] vendor = "palaver".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream tags = new ByteArrayOutputStream();
    LittleEndian.mark(tags, "OpusTags");
    LittleEndian.put(tags, vendor.length, 4);
    tags.writeBytes(vendor);
    LittleEndian.put(tags, 0, 4);
    return tags.toByteArray();
  }

  private void header(byte[] packet, int flags) {
    append(packet, 0, packet.length);
    page(flags);
  }

  /// Adds one audio packet of `samples` samples per channel at 48 kHz.
  public void packet(byte[] bytes, int offset, int lengthBytes, int samples) {
    int segments = lengthBytes / SEGMENT_BYTES + 1;
    if (segments > SEGMENTS_MAX || samples < 0) {
      throw new IllegalArgumentException("no Opus packet is that long");
    }
    if (table.size() > 0
        && (table.size() + segments > SEGMENTS_MAX || granule - writtenGranule >= PAGE_SAMPLES)) {
      page(0);
    }
    append(bytes, offset, lengthBytes);
    granule += samples;
  }

  private void append(byte[] bytes, int offset, int lengthBytes) {
    for (int rest = lengthBytes; rest >= SEGMENT_BYTES; rest -= SEGMENT_BYTES) {
      table.write(SEGMENT_BYTES);
    }
    table.write(lengthBytes % SEGMENT_BYTES);
    body.write(bytes, offset, lengthBytes);
  }

  private void page(int flags) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    LittleEndian.mark(page, "OggS");
    page.write(0);
    page.write(flags);
    LittleEndian.put(page, granule, 8);
    LittleEndian.put(page, serial, 4);
    LittleEndian.put(page, pageNumber++, 4);
    LittleEndian.put(page, 0, 4);
    page.write(table.size());
    page.writeBytes(table.toByteArray());
    page.writeBytes(body.toByteArray());
    byte[] bytes = page.toByteArray();
    int checksum = OggChecksum.of(bytes, 0, bytes.length);
    for (int i = 0; i < 4; i++) {
      bytes[22 + i] = (byte) (checksum >>> (8 * i));
    }
    out.writeBytes(bytes);
    table.reset();
    body.reset();
    writtenGranule = granule;
  }

  /// Ends the file.
  ///
  /// @param samples how many samples per channel the sound has, so that a player leaves out what
  ///   only fills the last frame
  /// @return the whole file
  public byte[] finish(long samples) {
    granule = Math.min(granule, preSkipSamples + samples);
    page(FLAG_LAST);
    return out.toByteArray();
  }
}
