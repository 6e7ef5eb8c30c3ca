// SPDX-License-Identifier: Apache-2.0
/// The `palaver talk` command: the voice chain on a file, so that a person can hear what it does.
@NullMarked
package palaver.app.talk;

import org.jspecify.annotations.NullMarked;
