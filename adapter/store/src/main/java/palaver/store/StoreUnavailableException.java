// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import org.jspecify.annotations.Nullable;

/// The store cannot do it now: the disk is full or read-only, the file is locked or damaged, the
/// queue is full, or the store is closed.
public final class StoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
