// SPDX-License-Identifier: Apache-2.0
/// The `palaver radio` command: a node on real sockets with sound, a page and a terminal screen.
@NullMarked
package palaver.app.radio;

import org.jspecify.annotations.NullMarked;
