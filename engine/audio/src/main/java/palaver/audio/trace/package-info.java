// SPDX-License-Identifier: Apache-2.0
/// Plays made or recorded packet times to a jitter buffer, and measures what it makes of them.
@NullMarked
package palaver.audio.trace;

import org.jspecify.annotations.NullMarked;
