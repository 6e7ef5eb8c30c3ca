// SPDX-License-Identifier: Apache-2.0
package palaver.net;

import java.security.SecureRandom;
import palaver.base.SecretSource;

/// Secrets from the operating system's cryptographic generator. Safe for use by many threads.
public final class SystemSecrets implements SecretSource {

  private final SecureRandom random = new SecureRandom();

  @Override
  public void fill(byte[] bytes) {
    random.nextBytes(bytes);
  }
}
