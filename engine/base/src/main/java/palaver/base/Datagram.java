// SPDX-License-Identifier: Apache-2.0
package palaver.base;

/// A reusable view of one received datagram. The driver owns it and overwrites it for the next one.
///
/// `source` is the small number that the driver gave the sender's address; the same number is a
/// valid destination in an [Outbox]. A number that the engine has not retained (see
/// [Outbox#retain]) may be given to another address later.
public final class Datagram {
  private byte[] bytes = new byte[0];
  private int offset;
  private int length;
  private int source;

  /// Points this view at `length` bytes from `offset`, received from address `source`.
  public Datagram set(byte[] bytes, int offset, int length, int source) {
    if ((offset | length) < 0 || length > bytes.length - offset) {
      throw new IllegalArgumentException("a datagram must lie inside its array");
    }
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    this.source = source;
    return this;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  /// The sender's address as the driver numbers it, 0 or more.
  public int source() {
    return source;
  }

  /// The byte at `index`, 0 to 255, counted from the start of the datagram.
  public int byteAt(int index) {
    return bytes[offset + index] & 0xff;
  }
}
