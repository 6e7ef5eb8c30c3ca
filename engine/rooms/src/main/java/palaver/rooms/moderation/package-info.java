// SPDX-License-Identifier: Apache-2.0
/// What moderators do and what is kept of it, as values; and the ports to the stores of sanctions,
/// actions, reports and messages.
@NullMarked
package palaver.rooms.moderation;

import org.jspecify.annotations.NullMarked;
