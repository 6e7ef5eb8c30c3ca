// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import org.jspecify.annotations.Nullable;

/// The HTTP port could not be opened. The message says which and why in one line.
public final class CannotListenException extends Exception {
  private static final long serialVersionUID = 1;

  CannotListenException(String host, int port, String reason, @Nullable Throwable cause) {
    super("Cannot listen on " + host + ":" + port + ": " + reason, cause);
  }
}
