// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import java.time.Duration;
import palaver.rooms.ErrorCode;

/// A call that is refused; it ends the call wherever it is.
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;
  private final Duration retryAfter;

  public RefusedException(ErrorCode code, String text) {
    this(code, text, Duration.ZERO);
  }

  /// @param retryAfter when it is worth another try; zero says nothing about it
  public RefusedException(ErrorCode code, String text, Duration retryAfter) {
    super(text, null, false, false);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  public ErrorCode code() {
    return code;
  }

  public String text() {
    return String.valueOf(getMessage());
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
