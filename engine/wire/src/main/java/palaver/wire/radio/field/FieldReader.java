// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio.field;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.wire.BigEndian;

/// Reads fields in ascending order of their tags; fields that nobody asks for are skipped.
///
/// The first thing that is wrong (structure, a missing field, a wrong width) stays in [#fault];
/// later answers are then zero or empty and mean nothing. Never throws on bytes.
public final class FieldReader {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int valueAt;
  private int valueBytes;
  private @Nullable String fault;

  /// A reader of the `length` bytes from `offset`; their structure is checked at once.
  public FieldReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.at = offset;
    this.end = offset + length;
    checkStructure(offset);
    if (fault != null) {
      at = end;
    }
  }

  private void checkStructure(int from) {
    int next = from;
    int lastTag = 1;
    while (next < end && fault == null) {
      int tag = BigEndian.u8(bytes, next);
      if (tag < lastTag) {
        fault = "field-order";
        return;
      }
      lastTag = tag;
      next = enter(next);
    }
  }

  /// Sets value place and length of the field at `head` and answers where the next one starts.
  private int enter(int head) {
    if (end - head < 2) {
      fault = "field-truncated";
      return end;
    }
    valueBytes = BigEndian.u8(bytes, head + 1);
    valueAt = head + 2;
    if (valueBytes == FieldWriter.LONG_FORM) {
      if (end - head < 4) {
        fault = "field-truncated";
        return end;
      }
      valueBytes = BigEndian.u16(bytes, head + 2);
      valueAt = head + 4;
      if (valueBytes < FieldWriter.LONG_FORM) {
        fault = "field-length-form";
        return end;
      }
    }
    if (valueBytes > end - valueAt) {
      fault = "field-truncated";
      return end;
    }
    return valueAt + valueBytes;
  }

  /// What was wrong first, a stable identifier; null when nothing was.
  public @Nullable String fault() {
    return fault;
  }

  /// Notes that a value is out of its range, unless something was wrong before.
  public void refuse(String reason) {
    if (fault == null) {
      fault = reason;
    }
  }

  public byte[] array() {
    return bytes;
  }

  /// Whether a field `tag` comes next, apart from fields with smaller tags.
  public boolean has(int tag) {
    int head = skipTo(tag);
    return head < end && BigEndian.u8(bytes, head) == tag;
  }

  private int skipTo(int tag) {
    while (at < end && BigEndian.u8(bytes, at) < tag) {
      at = enter(at);
    }
    return at;
  }

  /// Takes the next field `tag`; false when there is none.
  private boolean take(int tag) {
    if (!has(tag)) {
      return false;
    }
    at = enter(at);
    return true;
  }

  private boolean demand(int tag) {
    boolean found = take(tag);
    if (!found) {
      refuse("field-missing");
    }
    return found;
  }

  /// Takes the field `tag` of exactly `width` bytes: the place of its value in [#array], or -1.
  public int fixed(int tag, int width) {
    if (!demand(tag)) {
      return -1;
    }
    if (valueBytes != width) {
      refuse("field-width");
      return -1;
    }
    return valueAt;
  }

  /// Whether the field without a value is there.
  public boolean flag(int tag) {
    if (!has(tag)) {
      return false;
    }
    return fixed(tag, 0) >= 0;
  }

  public int u8(int tag) {
    int from = fixed(tag, 1);
    return from < 0 ? 0 : BigEndian.u8(bytes, from);
  }

  public int u16(int tag) {
    int from = fixed(tag, 2);
    return from < 0 ? 0 : BigEndian.u16(bytes, from);
  }

  public long u32(int tag) {
    int from = fixed(tag, 4);
    return from < 0 ? 0 : Integer.toUnsignedLong(BigEndian.i32(bytes, from));
  }

  public long u64(int tag) {
    int from = fixed(tag, 8);
    return from < 0 ? 0 : BigEndian.i64(bytes, from);
  }

  /// The choice, or `fallback` for a code that this version does not know.
  public <T extends Coded> T choice(int tag, T[] choices, T fallback) {
    return Coded.of(choices, u8(tag), fallback);
  }

  /// Any bytes, at most `bytesMax`.
  public Bytes bytes(int tag, int bytesMax) {
    if (!demand(tag)) {
      return Bytes.EMPTY;
    }
    if (valueBytes > bytesMax) {
      refuse("field-too-long");
      return Bytes.EMPTY;
    }
    return Bytes.of(bytes, valueAt, valueBytes);
  }

  /// Exactly `width` bytes.
  public Bytes exact(int tag, int width) {
    int from = fixed(tag, width);
    return from < 0 ? Bytes.EMPTY : Bytes.of(bytes, from, width);
  }

  /// Exactly `width` bytes, or null when the field is absent.
  public @Nullable Bytes exactIfAny(int tag, int width) {
    return has(tag) ? exact(tag, width) : null;
  }

  /// At most `bytesMax` bytes, or null when the field is absent.
  public @Nullable Bytes bytesIfAny(int tag, int bytesMax) {
    return has(tag) ? bytes(tag, bytesMax) : null;
  }

  /// Well-formed UTF-8 of at most `bytesMax` bytes.
  public String text(int tag, int bytesMax) {
    if (!demand(tag)) {
      return "";
    }
    if (valueBytes > bytesMax) {
      refuse("field-too-long");
      return "";
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, valueAt, valueBytes))
          .toString();
    } catch (CharacterCodingException e) {
      refuse("field-not-utf8");
      return "";
    }
  }

  /// A reader of the fields inside the field `tag`. Its faults are its own: pass them on with
  /// [#refuse].
  public FieldReader nested(int tag) {
    return demand(tag) ? new FieldReader(bytes, valueAt, valueBytes) : new FieldReader(bytes, 0, 0);
  }
}
