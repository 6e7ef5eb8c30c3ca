// SPDX-License-Identifier: Apache-2.0
/// The two ends of one connection: the server's, found through a table of all connections of one
/// media thread, and a client's.
@NullMarked
package palaver.rtc.peer;

import org.jspecify.annotations.NullMarked;
