// SPDX-License-Identifier: Apache-2.0
/// What goes on now, for moderators: the calls and who is in them, and every change as an event
/// with a number.
@NullMarked
package palaver.http.live;

import org.jspecify.annotations.NullMarked;
