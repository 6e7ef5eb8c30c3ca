// SPDX-License-Identifier: Apache-2.0
/// The words of `palaver radio`: the node itself, and what is asked of one that runs.
@NullMarked
package palaver.app.radio.command;

import org.jspecify.annotations.NullMarked;
