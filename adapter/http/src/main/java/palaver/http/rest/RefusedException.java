// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import palaver.rooms.Answer;
import palaver.rooms.ErrorCode;
import palaver.rooms.moderation.Sanction;

/// A call that is refused; it ends the call wherever it is.
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;
  private final Duration retryAfter;
  private transient @Nullable Sanction sanction;

  public RefusedException(ErrorCode code, String text) {
    this(code, text, Duration.ZERO);
  }

  /// What the rooms refused.
  RefusedException(Answer.Refused refused) {
    this(refused.code(), refused.text());
    sanction = refused.sanction();
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

  /// What is in the way, or null when it is no sanction.
  @Nullable Sanction sanction() {
    return sanction;
  }

  public String text() {
    return String.valueOf(getMessage());
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
