// SPDX-License-Identifier: Apache-2.0
package palaver.app.talk;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import palaver.app.start.StartFailure;
import palaver.audio.activity.ActivitySettings;
import palaver.audio.codec.Codec;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.OpusRedundancy;
import palaver.audio.codec.OpusSettings;
import palaver.audio.playout.PlayoutProfile;
import palaver.audio.session.VoiceSettings;
import picocli.CommandLine.Option;

/// The options that tune sound. What is not given stays as [VoiceSettings#defaults] has it.
final class TalkTuning {

  /// What is kept of a talker's delay.
  enum Playout {
    INTERNET,
    LAN
  }

  @Option(
      names = "--codec",
      paramLabel = "NAME",
      defaultValue = "opus",
      description = "opus, pcm or ima-adpcm (default: ${DEFAULT-VALUE}).")
  String codec = "opus";

  @Option(
      names = "--bitrate",
      paramLabel = "BPS",
      description = "Target of Opus in bits per second, 6000 to 510000 (default: 40000).")
  @Nullable Integer bitrateBps;

  @Option(
      names = "--complexity",
      paramLabel = "LEVEL",
      description = "Effort of the Opus encoder, 0 to 10 (default: 9).")
  @Nullable Integer complexity;

  @Option(
      names = "--redundancy",
      paramLabel = "KIND",
      description =
          "What an Opus packet repeats of what was before: none, in_band_fec or dred (default:"
              + " dred).")
  @Nullable OpusRedundancy redundancy;

  @Option(
      names = "--expected-loss",
      paramLabel = "PERCENT",
      description = "The loss that the encoder prepares for, 0 to 100 (default: 10).")
  @Nullable Integer expectedLossPercent;

  @Option(names = "--dtx", description = "Let Opus leave silence out (default: off).")
  boolean dtx;

  @Option(
      names = "--repeat",
      paramLabel = "FRAMES",
      description = "How many frames before its own a packet repeats, 0 to 4 (default: 1).")
  @Nullable Integer repeatedFrames;

  @Option(
      names = "--frame-ms",
      paramLabel = "MS",
      description = "Sound in a packet: 10, 20, 40 or 60 ms (default: 20; 10 with pcm).")
  @Nullable Integer frameMs;

  @Option(
      names = "--concealment",
      paramLabel = "KIND",
      description = "How lost sound is made up: classic or deep (default: deep).")
  @Nullable OpusConcealment concealment;

  @Option(
      names = "--playout",
      paramLabel = "PROFILE",
      defaultValue = "internet",
      description =
          "Bounds of the playout delay: internet, 40 to 120 ms, or lan, 10 to 80 ms (default:"
              + " ${DEFAULT-VALUE}).")
  Playout playout = Playout.INTERNET;

  @Option(names = "--gate", description = "Send nothing while nobody speaks (default: off).")
  boolean gate;

  /// The settings that the options make.
  VoiceSettings settings() throws StartFailure {
    VoiceSettings standard = VoiceSettings.defaults();
    try {
      boolean pcm = "pcm".equals(codec);
      return new VoiceSettings(
          codec(standard),
          48 * (frameMs != null ? frameMs : pcm ? 10 : standard.frameSamples() / 48),
          // Plain samples leave no room for a second frame.
          repeatedFrames != null ? repeatedFrames : pcm ? 0 : standard.repeatedFrames(),
          concealment != null ? concealment : standard.concealment(),
          playout == Playout.LAN ? PlayoutProfile.LAN : PlayoutProfile.DEFAULT,
          gate ? Optional.of(ActivitySettings.DEFAULT) : standard.gate());
    } catch (IllegalArgumentException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private Codec codec(VoiceSettings standard) throws StartFailure {
    Codec named =
        Codec.named(codec).orElseThrow(() -> new StartFailure("--codec is one of " + Codec.FLAGS));
    if (named instanceof Codec.Opus && standard.codec() instanceof Codec.Opus(var settings)) {
      return new Codec.Opus(tuned(settings));
    }
    return named;
  }

  private OpusSettings tuned(OpusSettings standard) {
    return new OpusSettings(
        standard.channels(),
        standard.music(),
        bitrateBps != null ? bitrateBps : standard.bitrateBps(),
        complexity != null ? complexity : standard.complexity(),
        redundancy != null ? redundancy : standard.redundancy(),
        standard.redundancyNs(),
        expectedLossPercent != null ? expectedLossPercent : standard.expectedLossPercent(),
        dtx || standard.dtx());
  }
}
