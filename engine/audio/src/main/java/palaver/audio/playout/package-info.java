// SPDX-License-Identifier: Apache-2.0
/// Turns packets that arrive unevenly into sound that plays evenly.
///
/// Start reading at [palaver.audio.playout.JitterBuffer]. Time is in nanoseconds of one clock,
/// sound is PCM of 16 bits at 48 kHz, and one unit of the RTP timestamp is one sample.
@NullMarked
package palaver.audio.playout;

import org.jspecify.annotations.NullMarked;
