// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio.field;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.wire.BigEndian;

/// Writes fields in ascending order of their tags into a caller's array.
///
/// A field is its tag (one byte, 1 to 255), its length (one byte up to 254; from 255 on the byte
/// 255 and two more) and its value, numbers in network byte order. When the room does not suffice,
/// [#length] answers -1 and nothing outside of it was touched.
public final class FieldWriter {

  static final int LONG_FORM = 255;

  private final byte[] bytes;
  private final int start;
  private final int limit;
  private int at;
  private int lastTag;
  private boolean overflown;

  /// A writer into the `room` bytes from `start`.
  public FieldWriter(byte[] bytes, int start, int room) {
    this.bytes = bytes;
    this.start = start;
    this.limit = start + room;
    this.at = start;
  }

  /// How many bytes were written, or -1 when they did not fit.
  public int length() {
    return overflown ? -1 : at - start;
  }

  public byte[] array() {
    return bytes;
  }

  /// A field without a value: it is there when `set`, else absent.
  public FieldWriter flag(int tag, boolean set) {
    if (set) {
      fixed(tag, 0);
    }
    return this;
  }

  public FieldWriter u8(int tag, int value) {
    int to = fixed(tag, 1);
    if (to >= 0) {
      BigEndian.put8(bytes, to, value);
    }
    return this;
  }

  public FieldWriter u16(int tag, int value) {
    int to = fixed(tag, 2);
    if (to >= 0) {
      BigEndian.put16(bytes, to, value);
    }
    return this;
  }

  /// An unsigned 32-bit number, 0 to 2^32 - 1.
  public FieldWriter u32(int tag, long value) {
    int to = fixed(tag, 4);
    if (to >= 0) {
      BigEndian.put32(bytes, to, (int) value);
    }
    return this;
  }

  public FieldWriter u64(int tag, long value) {
    int to = fixed(tag, 8);
    if (to >= 0) {
      BigEndian.put64(bytes, to, value);
    }
    return this;
  }

  public FieldWriter choice(int tag, Coded choice) {
    return u8(tag, choice.code());
  }

  /// A field of any bytes; absent when `value` is null.
  public FieldWriter bytes(int tag, @Nullable Bytes value) {
    if (value != null) {
      int to = fixed(tag, value.length());
      if (to >= 0) {
        value.copyTo(bytes, to);
      }
    }
    return this;
  }

  public FieldWriter text(int tag, String value) {
    return bytes(tag, Bytes.of(value.getBytes(StandardCharsets.UTF_8)));
  }

  /// A field whose value is itself a sequence of fields.
  public FieldWriter nested(int tag, Consumer<FieldWriter> content) {
    byte[] inner = new byte[Math.max(0, limit - at)];
    FieldWriter writer = new FieldWriter(inner, 0, inner.length);
    content.accept(writer);
    if (writer.overflown) {
      overflown = true;
      return this;
    }
    return bytes(tag, Bytes.of(inner, 0, writer.length()));
  }

  /// Makes a field of `valueBytes` bytes: the place of its value in [#array], or -1 when there is
  /// no room.
  public int fixed(int tag, int valueBytes) {
    if (tag < 1 || tag > 255 || tag < lastTag) {
      throw new IllegalStateException(
          "fields are written in ascending order of their tags: " + tag);
    }
    lastTag = tag;
    int headBytes = valueBytes < LONG_FORM ? 2 : 4;
    if (overflown || valueBytes > limit - at - headBytes) {
      overflown = true;
      return -1;
    }
    BigEndian.put8(bytes, at, tag);
    if (headBytes == 2) {
      BigEndian.put8(bytes, at + 1, valueBytes);
    } else {
      BigEndian.put8(bytes, at + 1, LONG_FORM);
      BigEndian.put16(bytes, at + 2, valueBytes);
    }
    int to = at + headBytes;
    at = to + valueBytes;
    return to;
  }
}
