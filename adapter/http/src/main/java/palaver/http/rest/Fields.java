// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import palaver.http.json.Wire;
import palaver.identity.Identified;
import palaver.rooms.ErrorCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The fields of a JSON body, each checked as it is taken. A refusal names the field.
final class Fields {
  private static final int TEXT_CHARS_MAX = 2048;

  /// How long a name for people may be.
  static final int NAME_CHARS_MAX = 64;

  private static final int SECRET_CHARS_MAX = 1024;
  private static final int ZERO_WIDTH_JOINER = 0x200d;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:@~-]{1,64}");

  private final JsonNode root;

  private Fields(JsonNode root) {
    this.root = root;
  }

  /// The body of the request, whatever its content type says (a beacon says text/plain).
  ///
  /// @param bytesMax the largest body
  static Fields of(Context context, int bytesMax) throws IOException {
    if (context.contentLength() > bytesMax) {
      throw tooLarge(bytesMax);
    }
    byte[] body;
    try (InputStream stream = context.bodyInputStream()) {
      body = stream.readNBytes(bytesMax + 1);
    }
    if (body.length > bytesMax) {
      throw tooLarge(bytesMax);
    }
    return new Fields(parse(body));
  }

  private static JsonNode parse(byte[] body) {
    try {
      JsonNode root = Wire.JSON.readTree(body);
      if (root.isMissingNode()) {
        return Wire.JSON.createObjectNode();
      }
      if (!root.isObject()) {
        throw bad("The body is a JSON object.");
      }
      return root;
    } catch (JacksonException _) {
      throw new RefusedException(ErrorCode.MALFORMED_JSON, "The body is not JSON.");
    }
  }

  /// An id: 1 to 64 characters of a set that is safe everywhere.
  String id(String field) {
    return checkedId(field, required(field));
  }

  /// An id that need not be there.
  @Nullable String optionalId(String field) {
    String value = optionalText(field);
    return value == null ? null : checkedId(field, value);
  }

  /// A name for people: 1 to 64 printable characters, without space around it.
  String name(String field) {
    String value = required(field).strip();
    int length = value.codePointCount(0, value.length());
    if (length < 1 || length > NAME_CHARS_MAX || !value.codePoints().allMatch(Fields::printable)) {
      throw bad("'" + field + "' has 1 to " + NAME_CHARS_MAX + " printable characters.");
    }
    return value;
  }

  /// A name for people that need not be there.
  @Nullable String optionalName(String field) {
    return optionalText(field) == null ? null : name(field);
  }

  /// A yes or no that need not be there.
  @Nullable Boolean optionalBoolean(String field) {
    JsonNode value = root.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isBoolean()) {
      throw bad("'" + field + "' is true or false.");
    }
    return value.booleanValue();
  }

  /// A password, a code or another secret: 1 to 1024 characters of any kind.
  String secret(String field) {
    String value = required(field);
    if (value.isEmpty() || value.length() > SECRET_CHARS_MAX) {
      throw bad("'" + field + "' has 1 to " + SECRET_CHARS_MAX + " characters.");
    }
    return value;
  }

  /// A constant by its id.
  <E extends Enum<E> & Identified> E constant(String field, Class<E> type) {
    return Identified.find(type, required(field)).orElseThrow(() -> unknown(field, type));
  }

  /// Constants by their ids; none when the field is not there.
  <E extends Enum<E> & Identified> Set<E> optionalConstants(String field, Class<E> type) {
    JsonNode value = root.get(field);
    EnumSet<E> constants = EnumSet.noneOf(type);
    if (value == null || value.isNull()) {
      return constants;
    }
    if (!value.isArray()) {
      throw unknown(field, type);
    }
    for (JsonNode id : value) {
      constants.add(
          Identified.find(type, id.isString() ? id.stringValue() : "")
              .orElseThrow(() -> unknown(field, type)));
    }
    return constants;
  }

  private static <E extends Enum<E> & Identified> RefusedException unknown(
      String field, Class<E> type) {
    return bad(
        "'" + field + "' is of: " + Identified.join(EnumSet.allOf(type)).replace(" ", ", ") + ".");
  }

  /// A time in whole seconds that need not be there.
  @Nullable Duration optionalSeconds(String field, Duration max) {
    Long seconds = optionalCount(field);
    if (seconds == null) {
      return null;
    }
    if (seconds > max.toSeconds()) {
      throw bad("'" + field + "' is at most " + max.toSeconds() + ".");
    }
    return Duration.ofSeconds(seconds);
  }

  /// A text that must be there.
  String text(String field) {
    return required(field);
  }

  /// A text that need not be there.
  @Nullable String optionalText(String field) {
    JsonNode value = root.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString() || value.stringValue().length() > TEXT_CHARS_MAX) {
      throw bad("'" + field + "' is a string of at most " + TEXT_CHARS_MAX + " characters.");
    }
    return value.stringValue();
  }

  /// A count that need not be there.
  @Nullable Long optionalCount(String field) {
    JsonNode value = root.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw bad("'" + field + "' is a whole number of at least 0.");
    }
    return value.longValue();
  }

  static String checkedId(String field, String value) {
    if (!ID.matcher(value).matches()) {
      throw bad(
          "'" + field + "' has 1 to 64 characters: letters, digits and . _ : @ ~ - are allowed.");
    }
    return value;
  }

  private String required(String field) {
    String value = optionalText(field);
    if (value == null) {
      throw bad("'" + field + "' is missing.");
    }
    return value;
  }

  private static boolean printable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      // Emoji are joined by it; every other format character can fake text around it.
      case Character.FORMAT -> codePoint == ZERO_WIDTH_JOINER;
      default -> true;
    };
  }

  private static RefusedException bad(String text) {
    return new RefusedException(ErrorCode.BAD_REQUEST, text);
  }

  private static RefusedException tooLarge(int bytesMax) {
    return new RefusedException(
        ErrorCode.FRAME_TOO_LARGE, "A body has at most " + bytesMax + " bytes.");
  }
}
