// SPDX-License-Identifier: Apache-2.0
/// The socket in a data folder through which a command talks to the process that runs there.
@NullMarked
package palaver.app.console;

import org.jspecify.annotations.NullMarked;
