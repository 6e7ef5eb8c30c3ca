// SPDX-License-Identifier: Apache-2.0
/// What people may ask about their own data: to see it, and to have it erased.
@NullMarked
package palaver.rooms.privacy;

import org.jspecify.annotations.NullMarked;
