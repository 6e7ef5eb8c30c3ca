// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import java.io.Serial;

/// libopus cannot be loaded here. The message names the file that was looked for.
public final class OpusUnavailableException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  OpusUnavailableException(String message) {
    super(message);
  }

  OpusUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
