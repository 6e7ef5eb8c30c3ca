// SPDX-License-Identifier: Apache-2.0
package palaver.audio.session;

import java.util.Optional;
import palaver.audio.activity.ActivitySettings;
import palaver.audio.codec.Codec;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.OpusRedundancy;
import palaver.audio.codec.OpusSettings;
import palaver.audio.packet.PacketOptions;
import palaver.audio.playout.PlayoutProfile;

/// How a voice session works.
///
/// @param codec how sound travels
/// @param frameSamples the sound in one packet per channel at 48 kHz: 10, 20, 40 or 60 ms
/// @param repeatedFrames how many frames before its own each packet repeats, 0 to 4
/// @param concealment how an Opus decoder makes up for losses
/// @param playout how the jitter buffer weighs delay against gaps
/// @param gate how speech is told from silence, which is then not encoded; empty to send all
public record VoiceSettings(
    Codec codec,
    int frameSamples,
    int repeatedFrames,
    OpusConcealment concealment,
    PlayoutProfile playout,
    Optional<ActivitySettings> gate) {

  /// What the default encoder prepares for. Deep redundancy takes three times this share of the
  /// bits above 12 kbit/s; with the previous frame repeated as well, more would only coarsen the
  /// frames themselves.
  private static final int EXPECTED_LOSS_PERCENT = 10;

  private static final int BITRATE_BPS = 40_000;

  public VoiceSettings {
    if (frameSamples != 480
        && frameSamples != 960
        && frameSamples != 1_920
        && frameSamples != 2_880) {
      throw new IllegalArgumentException("a frame has 10, 20, 40 or 60 ms");
    }
    if (repeatedFrames < 0 || repeatedFrames > PacketOptions.REPEATED_FRAMES_MAX) {
      throw new IllegalArgumentException("0 to 4 frames are repeated");
    }
  }

  /// Speech over a network that loses packets: Opus at 40 kbit/s in frames of 20 ms, deep
  /// redundancy, deep concealment, and the previous frame repeated in each packet.
  public static VoiceSettings defaults() {
    OpusSettings opus =
        OpusSettings.speech()
            .withBitrateBps(BITRATE_BPS)
            .withRedundancy(OpusRedundancy.DRED, EXPECTED_LOSS_PERCENT);
    return new VoiceSettings(
        new Codec.Opus(opus),
        960,
        1,
        OpusConcealment.DEEP,
        PlayoutProfile.DEFAULT,
        Optional.empty());
  }

  public VoiceSettings withCodec(Codec choice) {
    return new VoiceSettings(choice, frameSamples, repeatedFrames, concealment, playout, gate);
  }

  public VoiceSettings withFrameSamples(int samples) {
    return new VoiceSettings(codec, samples, repeatedFrames, concealment, playout, gate);
  }

  public VoiceSettings withRepeatedFrames(int frames) {
    return new VoiceSettings(codec, frameSamples, frames, concealment, playout, gate);
  }

  public VoiceSettings withConcealment(OpusConcealment choice) {
    return new VoiceSettings(codec, frameSamples, repeatedFrames, choice, playout, gate);
  }

  public VoiceSettings withPlayout(PlayoutProfile profile) {
    return new VoiceSettings(codec, frameSamples, repeatedFrames, concealment, profile, gate);
  }

  public VoiceSettings withGate(ActivitySettings settings) {
    return new VoiceSettings(
        codec, frameSamples, repeatedFrames, concealment, playout, Optional.of(settings));
  }

  /// The payload type of frames of this codec.
  int payloadType() {
    return switch (codec) {
      case Codec.Opus _ -> 111;
      case Codec.Pcm _ -> 112;
      case Codec.ImaAdpcm _ -> 113;
    };
  }

  PacketOptions packetOptions() {
    return new PacketOptions(payloadType(), 63, repeatedFrames);
  }
}
