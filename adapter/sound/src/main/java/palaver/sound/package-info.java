// SPDX-License-Identifier: Apache-2.0
/// Microphones and speakers: 10 ms of sound at a time, from and to whatever device is there.
@NullMarked
package palaver.sound;

import org.jspecify.annotations.NullMarked;
