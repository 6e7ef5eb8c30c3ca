// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import palaver.rooms.ErrorCode;
import palaver.rooms.insight.Insight;

/// Cursors as clients see them: opaque texts.
final class Cursors {

  private Cursors() {}

  static @Nullable String text(Insight.@Nullable Cursor cursor) {
    if (cursor == null) {
      return null;
    }
    String plain = cursor.at() + " " + cursor.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  static Insight.@Nullable Cursor parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int space = plain.lastIndexOf(' ');
      if (space > 0) {
        return new Insight.Cursor(
            plain.substring(0, space), Long.parseLong(plain.substring(space + 1)));
      }
    } catch (IllegalArgumentException _) {
      // Refused below, as one without a space is.
    }
    throw new RefusedException(ErrorCode.BAD_REQUEST, "'cursor' is not one of ours.");
  }
}
