// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.audit;

import org.jspecify.annotations.Nullable;

/// A field about a person: the chain covers its commitment, so that value and salt can be erased.
///
/// @param value what it says, or null when it says nothing or was erased
/// @param salt 128 random bits in hex, there exactly when the value is
/// @param commitment SHA-256 of salt and value in hex, or null when the field never said anything
public record Personal(@Nullable String value, @Nullable String salt, @Nullable String commitment) {

  /// A field that says nothing.
  public static final Personal NOTHING = new Personal(null, null, null);

  /// Whether value, salt and commitment belong together; an erased field is sound.
  public boolean sound() {
    if (value == null || salt == null) {
      return value == null && salt == null;
    }
    return AuditChain.commitment(salt, value).equals(commitment);
  }
}
