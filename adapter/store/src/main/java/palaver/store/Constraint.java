// SPDX-License-Identifier: Apache-2.0
package palaver.store;

/// A rule of the schema that a write can break.
public enum Constraint {
  UNIQUE,
  FOREIGN_KEY,
  CHECK,
  NOT_NULL
}
