// SPDX-License-Identifier: Apache-2.0
/// The worlds that a server has, as those who run it see and change them.
@NullMarked
package palaver.rooms.world;

import org.jspecify.annotations.NullMarked;
