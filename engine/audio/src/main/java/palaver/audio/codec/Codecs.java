// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

/// Makes the encoders and decoders of every [Codec].
public final class Codecs {

  private final OpusCodecs opus;

  public Codecs(OpusCodecs opus) {
    this.opus = opus;
  }

  /// A fresh encoder.
  public VoiceEncoder encoder(Codec codec) {
    return switch (codec) {
      case Codec.Opus(OpusSettings settings) -> opus.encoder(settings);
      case Codec.Pcm(int channels) -> new PcmEncoder(channels);
      case Codec.ImaAdpcm(int channels) -> new AdpcmEncoder(channels);
    };
  }

  /// A fresh decoder.
  ///
  /// @param concealment how an Opus decoder makes up for losses; the others repeat the waveform
  public VoiceDecoder decoder(Codec codec, OpusConcealment concealment) {
    return switch (codec) {
      case Codec.Opus(OpusSettings settings) -> opus.decoder(settings.channels(), concealment);
      case Codec.Pcm(int channels) -> new WaveformDecoder(channels, new PcmFormat(channels));
      case Codec.ImaAdpcm(int channels) -> new WaveformDecoder(channels, new AdpcmFormat(channels));
    };
  }
}
