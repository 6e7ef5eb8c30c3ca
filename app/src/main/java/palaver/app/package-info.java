// SPDX-License-Identifier: Apache-2.0
/// The `palaver` command: configuration and wiring, nothing else.
@NullMarked
package palaver.app;

import org.jspecify.annotations.NullMarked;
