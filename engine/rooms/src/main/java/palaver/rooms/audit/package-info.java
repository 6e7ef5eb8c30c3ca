// SPDX-License-Identifier: Apache-2.0
/// The audit log as a chain of hashes: what an entry is, what it hashes to, and how a broken one is
/// found.
@NullMarked
package palaver.rooms.audit;

import org.jspecify.annotations.NullMarked;
