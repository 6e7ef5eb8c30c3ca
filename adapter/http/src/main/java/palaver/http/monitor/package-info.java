// SPDX-License-Identifier: Apache-2.0
/// What goes on, told to those who watch the server: calls, sessions, and the id that joins them.
@NullMarked
package palaver.http.monitor;

import org.jspecify.annotations.NullMarked;
