// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import palaver.sound.PcmRing;

/// The echo test: records three seconds of the microphone, then plays them at the own speaker.
/// Nobody else hears it. One thread records, one plays.
public final class RadioEcho {

  /// What it does.
  enum Phase {
    IDLE,
    RECORDING,
    PLAYING
  }

  private static final int SAMPLES = 3 * 48_000;

  private final short[] kept = new short[SAMPLES];
  private volatile Phase phase = Phase.IDLE;
  private int at;

  public Phase phase() {
    return phase;
  }

  /// Begins, unless one is under way. One thread at a time.
  public void begin() {
    if (phase == Phase.IDLE) {
      at = 0;
      phase = Phase.RECORDING;
    }
  }

  /// A block of the microphone.
  void record(short[] pcm, int from) {
    if (phase == Phase.RECORDING) {
      System.arraycopy(pcm, from, kept, at, PcmRing.BLOCK_SAMPLES);
      at += PcmRing.BLOCK_SAMPLES;
      if (at == SAMPLES) {
        at = 0;
        phase = Phase.PLAYING;
      }
    }
  }

  /// Adds what was recorded to a block for the speaker.
  void play(short[] block) {
    if (phase == Phase.PLAYING) {
      for (int i = 0; i < PcmRing.BLOCK_SAMPLES; i++) {
        int sum = block[i] + kept[at + i];
        block[i] = (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
      }
      at += PcmRing.BLOCK_SAMPLES;
      if (at == SAMPLES) {
        phase = Phase.IDLE;
      }
    }
  }
}
