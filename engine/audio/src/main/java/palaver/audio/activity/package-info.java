// SPDX-License-Identifier: Apache-2.0
/// Tells speech from silence and from steady noise, 10 ms at a time.
@NullMarked
package palaver.audio.activity;

import org.jspecify.annotations.NullMarked;
