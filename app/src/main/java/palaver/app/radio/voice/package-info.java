// SPDX-License-Identifier: Apache-2.0
/// What a person presses, speaks into and hears: buttons and whose turn it is, microphone, speaker,
/// the playout of what comes, tones, and speech from files.
@NullMarked
package palaver.app.radio.voice;

import org.jspecify.annotations.NullMarked;
