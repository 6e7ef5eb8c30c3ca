// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

import java.util.List;
import java.util.Optional;

/// How sound travels: one choice, by which flags and settings name a codec.
public sealed interface Codec {

  /// The names that [#named] knows.
  List<String> FLAGS = List.of("opus", "pcm", "ima-adpcm");

  /// 1 or 2.
  int channels();

  /// What options and settings call it.
  String flag();

  /// Opus (RFC 6716): the default.
  record Opus(OpusSettings settings) implements Codec {
    @Override
    public int channels() {
      return settings.channels();
    }

    @Override
    public String flag() {
      return "opus";
    }
  }

  /// Plain samples of 16 bits in network byte order (L16 of RFC 3551, at 48 kHz): 768 kbit/s per
  /// channel. A frame of 10 ms of one channel fits into a datagram, longer ones do not.
  record Pcm(int channels) implements Codec {
    public Pcm {
      requireChannels(channels);
    }

    @Override
    public String flag() {
      return "pcm";
    }
  }

  /// Four bits per sample by IMA ADPCM (DVI4 of RFC 3551, at 48 kHz): 194 kbit/s per channel.
  record ImaAdpcm(int channels) implements Codec {
    public ImaAdpcm {
      requireChannels(channels);
    }

    @Override
    public String flag() {
      return "ima-adpcm";
    }
  }

  private static void requireChannels(int channels) {
    if (channels != 1 && channels != 2) {
      throw new IllegalArgumentException("sound has 1 or 2 channels here");
    }
  }

  /// The codec that `flag` names, for one channel.
  static Optional<Codec> named(String flag) {
    return switch (flag) {
      case "opus" -> Optional.of(new Opus(OpusSettings.speech()));
      case "pcm" -> Optional.of(new Pcm(1));
      case "ima-adpcm" -> Optional.of(new ImaAdpcm(1));
      default -> Optional.empty();
    };
  }
}
