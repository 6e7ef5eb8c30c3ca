// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.SplittableRandom;
import palaver.base.SecretSource;

/// Salts for tests.
final class Salts {

  private Salts() {}

  static SecretSource counting() {
    return new SplittableRandom(1)::nextBytes;
  }
}
