// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import org.jspecify.annotations.Nullable;

/// Who makes a REST call.
public sealed interface Caller {

  /// Somebody with the server's key: may act for every user.
  record ServerKey() implements Caller {}

  /// Somebody with a guest ticket: may act for themselves.
  record Guest(String userId) implements Caller {}

  /// Whether the caller may act for `userId`.
  default boolean actsFor(String userId) {
    return switch (this) {
      case ServerKey _ -> true;
      case Guest guest -> guest.userId().equals(userId);
    };
  }

  /// The user whom the caller is, or null for the server's key.
  default @Nullable String subject() {
    return switch (this) {
      case ServerKey _ -> null;
      case Guest guest -> guest.userId();
    };
  }
}
