// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.random.RandomGenerator;
import palaver.base.SecretSource;

/// A model of the cryptographic generator: repeats itself from a seed, so it protects nothing.
public final class SeededSecrets implements SecretSource {
  private final RandomGenerator random;

  public SeededSecrets(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public void fill(byte[] bytes) {
    random.nextBytes(bytes);
  }
}
