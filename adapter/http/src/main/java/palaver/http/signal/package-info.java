// SPDX-License-Identifier: Apache-2.0
/// The signal thread that runs the rooms engine, and the WebSockets it talks to.
@NullMarked
package palaver.http.signal;

import org.jspecify.annotations.NullMarked;
