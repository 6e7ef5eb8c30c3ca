// SPDX-License-Identifier: Apache-2.0
/// The `palaver sim` commands: venues played in the deterministic simulator.
@NullMarked
package palaver.app.sim;

import org.jspecify.annotations.NullMarked;
