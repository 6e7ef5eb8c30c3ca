// SPDX-License-Identifier: Apache-2.0
/// Sounds that are computed: tones, chords and noise for tests and measurements.
@NullMarked
package palaver.audio.source;

import org.jspecify.annotations.NullMarked;
