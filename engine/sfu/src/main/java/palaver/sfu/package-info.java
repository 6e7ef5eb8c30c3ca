// SPDX-License-Identifier: Apache-2.0
/// Rooms of media: who publishes, who receives, who is heard.
@NullMarked
package palaver.sfu;

import org.jspecify.annotations.NullMarked;
