// SPDX-License-Identifier: Apache-2.0
package palaver.app.start;

import org.jspecify.annotations.Nullable;

/// Something in the options or on the machine keeps the command from starting. The message is one
/// line that says what, and what to do.
public final class StartFailure extends Exception {
  private static final long serialVersionUID = 1;

  public StartFailure(String message) {
    this(message, null);
  }

  public StartFailure(String message, @Nullable Throwable cause) {
    super(message.lines().findFirst().orElse("cannot start"), cause);
  }
}
