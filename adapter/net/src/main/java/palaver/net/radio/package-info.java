// SPDX-License-Identifier: Apache-2.0
/// A radio node's way into the world: sockets, interfaces, clocks, files, and the thread that runs
/// its engine.
///
/// Nothing here decides. Start with [RadioDriver].
@NullMarked
package palaver.net.radio;

import org.jspecify.annotations.NullMarked;
