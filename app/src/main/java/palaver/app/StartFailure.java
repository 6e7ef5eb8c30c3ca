// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import org.jspecify.annotations.Nullable;

/// Something in the options or on the machine keeps the command from starting. The message is one
/// line that says what, and what to do.
final class StartFailure extends Exception {
  private static final long serialVersionUID = 1;

  StartFailure(String message) {
    this(message, null);
  }

  StartFailure(String message, @Nullable Throwable cause) {
    super(message.lines().findFirst().orElse("cannot start"), cause);
  }
}
