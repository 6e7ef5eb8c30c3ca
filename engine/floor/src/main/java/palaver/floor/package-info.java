// SPDX-License-Identifier: Apache-2.0
/// Who may talk: the floor of one channel as two state machines, the server's at the leader and the
/// participant's at every node.
///
/// Start with [FloorServer] and [FloorParticipant]. Neither knows a message or an address: what is
/// to be sent comes out as values. Names, causes and timers follow 3GPP TS 24.380 where they fit.
@NullMarked
package palaver.floor;

import org.jspecify.annotations.NullMarked;
