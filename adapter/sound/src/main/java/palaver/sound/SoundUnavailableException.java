// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

import org.jspecify.annotations.Nullable;

/// A device could not be opened. The message says why in one line.
public final class SoundUnavailableException extends Exception {
  private static final long serialVersionUID = 1;

  public SoundUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
