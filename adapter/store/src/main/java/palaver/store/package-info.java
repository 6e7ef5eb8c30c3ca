// SPDX-License-Identifier: Apache-2.0
/// Keeps voice sessions, users, rooms and keys in SQLite, with one writer thread and a few readers.
@NullMarked
package palaver.store;

import org.jspecify.annotations.NullMarked;
