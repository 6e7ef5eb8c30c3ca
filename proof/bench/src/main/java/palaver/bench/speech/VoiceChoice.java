// SPDX-License-Identifier: Apache-2.0
package palaver.bench.speech;

import palaver.audio.codec.Codec;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.OpusRedundancy;
import palaver.audio.codec.OpusSettings;
import palaver.audio.playout.PlayoutProfile;
import palaver.audio.session.VoiceSettings;

/// The configurations that are compared.
@SuppressWarnings("ImmutableEnumChecker") // the settings are records all the way down
enum VoiceChoice {
  /// What ships.
  DEFAULT(VoiceSettings.defaults()),
  /// No redundancy, classic concealment.
  PLAIN(settings(OpusRedundancy.NONE, 0, OpusConcealment.CLASSIC)),
  /// No redundancy, deep concealment.
  DEEP_PLC(settings(OpusRedundancy.NONE, 0, OpusConcealment.DEEP)),
  /// In-band error correction, classic concealment: what most programs do.
  FEC(settings(OpusRedundancy.IN_BAND_FEC, 0, OpusConcealment.CLASSIC)),
  /// In-band error correction and deep concealment.
  FEC_DEEP_PLC(settings(OpusRedundancy.IN_BAND_FEC, 0, OpusConcealment.DEEP)),
  /// Deep redundancy alone.
  DRED(settings(OpusRedundancy.DRED, 0, OpusConcealment.DEEP)),
  /// The previous frame repeated, deep concealment.
  REPEAT(settings(OpusRedundancy.NONE, 1, OpusConcealment.DEEP)),
  /// The two frames before repeated, deep concealment.
  REPEAT_TWO(settings(OpusRedundancy.NONE, 2, OpusConcealment.DEEP)),
  /// Deep redundancy and two frames repeated.
  DRED_REPEAT_TWO(settings(OpusRedundancy.DRED, 2, OpusConcealment.DEEP)),
  /// The default with a fixed delay of 60 ms.
  FIXED_60(
      VoiceSettings.defaults()
          .withPlayout(PlayoutProfile.DEFAULT.withBounds(60_000_000, 60_000_000)));

  private final VoiceSettings settings;

  VoiceChoice(VoiceSettings settings) {
    this.settings = settings;
  }

  private static VoiceSettings settings(
      OpusRedundancy redundancy, int repeated, OpusConcealment concealment) {
    OpusSettings opus = OpusSettings.speech().withBitrateBps(40_000).withRedundancy(redundancy, 10);
    return VoiceSettings.defaults()
        .withCodec(new Codec.Opus(opus))
        .withRepeatedFrames(repeated)
        .withConcealment(concealment);
  }

  VoiceSettings settings() {
    return settings;
  }
}
