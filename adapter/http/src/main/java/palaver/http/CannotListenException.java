// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The HTTP port could not be opened. The message says which and why in one line.
public final class CannotListenException extends Exception {
  private static final long serialVersionUID = 1;

  CannotListenException(String host, int port, String reason, @Nullable Throwable cause) {
    super("Cannot listen on " + host + ":" + port + ": " + reason, cause);
  }

  /// What to say of a server that did not start. A failure that has nothing to do with the port is
  /// thrown as a bug.
  public static CannotListenException because(String host, int port, RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException && !(cause.getCause() instanceof IOException)) {
        return new CannotListenException(host, port, String.valueOf(cause.getMessage()), failure);
      }
    }
    throw new IllegalStateException("the HTTP server did not start", failure);
  }
}
