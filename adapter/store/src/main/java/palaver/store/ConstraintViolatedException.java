// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import org.jspecify.annotations.Nullable;

/// A write breaks a rule of the schema. Trying it again helps nothing.
public final class ConstraintViolatedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Constraint constraint;

  ConstraintViolatedException(Constraint constraint, @Nullable Throwable cause) {
    super("the write breaks a constraint: " + constraint, cause);
    this.constraint = constraint;
  }

  public Constraint constraint() {
    return constraint;
  }
}
