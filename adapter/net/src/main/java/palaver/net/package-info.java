// SPDX-License-Identifier: Apache-2.0
/// Drives pure engines on real threads, sockets, clocks and secure randomness.
@NullMarked
package palaver.net;

import org.jspecify.annotations.NullMarked;
