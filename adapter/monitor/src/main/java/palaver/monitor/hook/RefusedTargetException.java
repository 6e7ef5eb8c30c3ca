// SPDX-License-Identifier: Apache-2.0
package palaver.monitor.hook;

import java.io.IOException;

/// A webhook's target is not one that may be called.
public final class RefusedTargetException extends IOException {
  private static final long serialVersionUID = 1;

  RefusedTargetException(String reason) {
    super(reason);
  }
}
