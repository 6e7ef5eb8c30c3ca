// SPDX-License-Identifier: Apache-2.0
package palaver.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Numbers in network byte order inside a byte array.
public final class BigEndian {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  /// One byte, 0 to 255.
  public static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }

  /// Two bytes, 0 to 65535.
  public static int u16(byte[] bytes, int at) {
    return (short) SHORT.get(bytes, at) & 0xffff;
  }

  /// Three bytes, 0 to 2^24 - 1.
  public static int u24(byte[] bytes, int at) {
    return u8(bytes, at) << 16 | u16(bytes, at + 1);
  }

  /// Four bytes as they are: an unsigned number in the bits of an `int`.
  public static int i32(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  /// Eight bytes as they are.
  public static long i64(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  public static void put8(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
  }

  public static void put16(byte[] bytes, int at, int value) {
    SHORT.set(bytes, at, (short) value);
  }

  public static void put24(byte[] bytes, int at, int value) {
    put8(bytes, at, value >>> 16);
    put16(bytes, at + 1, value);
  }

  public static void put32(byte[] bytes, int at, int value) {
    INT.set(bytes, at, value);
  }

  public static void put64(byte[] bytes, int at, long value) {
    LONG.set(bytes, at, value);
  }
}
