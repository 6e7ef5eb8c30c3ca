// SPDX-License-Identifier: Apache-2.0
/// Who is in which room, from the join answer to the leave: admission, seats, tickets, roster,
/// signaling, timers.
@NullMarked
package palaver.rooms;

import org.jspecify.annotations.NullMarked;
