// SPDX-License-Identifier: Apache-2.0
/// What every engine shares: the Engine contract, datagrams and the outbox, deadlines, bounded
/// queues, identities and sources of secrets.
@NullMarked
package palaver.base;

import org.jspecify.annotations.NullMarked;
