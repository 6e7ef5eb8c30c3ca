// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

/// An Opus encoder whose settings change while it runs, from one frame to the next.
public interface AdjustableEncoder extends VoiceEncoder {

  OpusSettings settings();

  /// Goes on with `settings`. They must keep the number of channels; the kind of sound and
  /// everything else may change.
  void adjust(OpusSettings settings);

  /// Forgets all that was encoded, as a fresh encoder would.
  void restart();
}
