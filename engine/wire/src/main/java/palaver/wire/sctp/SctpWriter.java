// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sctp;

import java.util.Arrays;
import java.util.zip.CRC32C;
import palaver.wire.BigEndian;

/// Writes one SCTP packet after another straight into memory that the caller reserved.
public final class SctpWriter {

  private final CRC32C checksum = new CRC32C();
  private byte[] bytes = new byte[0];
  private int start;
  private int at;
  private int chunkStart;

  /// Begins a packet at `offset` of `target`.
  public void begin(byte[] target, int offset, int verificationTag) {
    bytes = target;
    start = offset;
    BigEndian.put16(target, offset, SctpFormat.PORT);
    BigEndian.put16(target, offset + 2, SctpFormat.PORT);
    BigEndian.put32(target, offset + 4, verificationTag);
    BigEndian.put32(target, offset + 8, 0);
    at = offset + SctpFormat.HEADER_BYTES;
  }

  /// The length so far, in bytes.
  public int lengthBytes() {
    return at - start;
  }

  /// Whether no chunk has been written yet.
  public boolean isEmpty() {
    return lengthBytes() == SctpFormat.HEADER_BYTES;
  }

  public void beginChunk(int type, int flags) {
    chunkStart = at;
    BigEndian.put8(bytes, at, type);
    BigEndian.put8(bytes, at + 1, flags);
    at += SctpFormat.CHUNK_HEADER_BYTES;
  }

  public void put32(int value) {
    BigEndian.put32(bytes, at, value);
    at += 4;
  }

  public void put16(int value) {
    BigEndian.put16(bytes, at, value);
    at += 2;
  }

  public void put(byte[] source, int offset, int lengthBytes) {
    System.arraycopy(source, offset, bytes, at, lengthBytes);
    at += lengthBytes;
  }

  /// Ends the chunk: states its length and pads it.
  public void endChunk() {
    BigEndian.put16(bytes, chunkStart + 2, at - chunkStart);
    int padded = start + SctpFormat.padded(at - start);
    Arrays.fill(bytes, at, padded, (byte) 0);
    at = padded;
  }

  /// Ends the packet.
  ///
  /// @return its length in bytes
  public int finish() {
    checksum.reset();
    checksum.update(bytes, start, at - start);
    BigEndian.put32(bytes, start + 8, Integer.reverseBytes((int) checksum.getValue()));
    return at - start;
  }
}
