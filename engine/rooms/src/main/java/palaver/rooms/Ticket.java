// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What we keep of a ticket: enough to recognise it, too little to use it.
final class Ticket {
  private final byte[] sha256;

  Ticket(String secret) {
    sha256 = hash(secret);
  }

  /// Whether `secret` is this ticket, in a time that tells nothing about how wrong it is.
  boolean matches(String secret) {
    return MessageDigest.isEqual(sha256, hash(secret));
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
