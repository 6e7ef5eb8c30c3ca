// SPDX-License-Identifier: Apache-2.0
/// What every command needs before it starts: its data folder, its version, its logs, its refusals.
@NullMarked
package palaver.app.start;

import org.jspecify.annotations.NullMarked;
