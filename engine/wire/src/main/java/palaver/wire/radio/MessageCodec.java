// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import java.util.function.Function;
import palaver.base.Parsed;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// Payloads to messages and back.
public final class MessageCodec {

  private MessageCodec() {}

  /// Writes the payload of `message` into the `room` bytes from `at`; answers its length, or -1
  /// when it does not fit.
  public static int write(RadioMessage message, byte[] bytes, int at, int room) {
    FieldWriter out = new FieldWriter(bytes, at, room);
    message.write(out);
    return out.length();
  }

  /// Reads the payload of a message of `type`. Every fault has a stable identifier.
  public static Parsed<RadioMessage> read(MessageType type, byte[] bytes, int at, int length) {
    Function<FieldReader, RadioMessage> reader = type.reader();
    if (reader == null) {
      return Parsed.malformed("voice-is-a-view");
    }
    FieldReader in = new FieldReader(bytes, at, length);
    RadioMessage message = reader.apply(in);
    String fault = in.fault();
    return fault == null ? Parsed.ok(message) : Parsed.malformed(fault);
  }
}
