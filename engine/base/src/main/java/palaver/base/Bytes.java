// SPDX-License-Identifier: Apache-2.0
package palaver.base;

import java.util.Arrays;
import java.util.HexFormat;

/// A short immutable sequence of bytes with value equality: a key, a signature, an opaque payload.
public final class Bytes {

  /// No bytes.
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /// A copy of `bytes`.
  public static Bytes of(byte... bytes) {
    return new Bytes(bytes.clone());
  }

  /// A copy of `length` bytes from `offset`.
  public static Bytes of(byte[] bytes, int offset, int length) {
    return new Bytes(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  public int length() {
    return value.length;
  }

  public boolean isEmpty() {
    return value.length == 0;
  }

  /// The byte at `index`, 0 to 255.
  public int at(int index) {
    return value[index] & 0xff;
  }

  /// Copies all bytes to `target` from `offset`.
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(value, 0, target, offset, value.length);
  }

  /// A fresh copy.
  public byte[] toArray() {
    return value.clone();
  }

  /// The lower-case hexadecimal form.
  public String hex() {
    return HexFormat.of().formatHex(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /// The hexadecimal form, cut after 16 bytes so that a log line stays readable.
  @Override
  public String toString() {
    return value.length <= 16
        ? hex()
        : HexFormat.of().formatHex(value, 0, 16) + "..(" + value.length + ")";
  }
}
