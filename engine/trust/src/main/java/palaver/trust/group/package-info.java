// SPDX-License-Identifier: Apache-2.0
/// Keys that a channel shares: how they are made, handed over, used once per frame and forgotten.
@NullMarked
package palaver.trust.group;

import org.jspecify.annotations.NullMarked;
