// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

/// Where Opus encoders and decoders come from: a port, because Opus is a native library.
public interface OpusCodecs {

  /// A fresh encoder.
  ///
  /// @throws IllegalStateException when the library lacks what the settings ask for
  AdjustableEncoder encoder(OpusSettings settings);

  /// A fresh decoder.
  ///
  /// @param channels 1 or 2; streams of the other kind are converted
  /// @param concealment how it makes up for losses
  VoiceDecoder decoder(int channels, OpusConcealment concealment);
}
