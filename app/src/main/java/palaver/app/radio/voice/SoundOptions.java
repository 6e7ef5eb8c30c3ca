// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import org.jspecify.annotations.Nullable;

/// Which sound devices a radio node uses.
///
/// @param on whether it uses any
/// @param microphone a part of its name; null for what the system uses
/// @param speaker a part of its name; null for what the system uses
/// @param tones whether the speaker says by tones what a press comes to
public record SoundOptions(
    boolean on, @Nullable String microphone, @Nullable String speaker, boolean tones) {

  /// No device at all.
  public static final SoundOptions NONE = new SoundOptions(false, null, null, false);
}
