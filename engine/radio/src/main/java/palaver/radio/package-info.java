// SPDX-License-Identifier: Apache-2.0
/// One node of a radio channel as an engine: it finds the others, agrees on a leader, passes the
/// floor and relays voice.
///
/// Start with [RadioNode]; [Election] is who leads, [Leading] what the leader does, [Listening]
/// what a node plays, [Talking] what it sends, [Relay] the tree that voice takes.
@NullMarked
package palaver.radio;

import org.jspecify.annotations.NullMarked;
