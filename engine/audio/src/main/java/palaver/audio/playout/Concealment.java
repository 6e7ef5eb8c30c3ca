// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

import java.util.Arrays;
import palaver.audio.codec.VoiceDecoder;

/// Makes up sound where none came, fading to silence, and joins what comes next without a click.
///
/// The decoder is asked for 10 ms at a time, because codecs cannot do less well. What of it is not
/// needed when real sound comes again is faded into that.
final class Concealment {

  private static final int CHUNK = Samples.PER_PULL;

  /// Length of the fade from made-up to real sound: 5 ms.
  private static final int SEAM = 240;

  private final VoiceDecoder decoder;
  private final int channels;
  private final long fadeAfter;
  private final long silentAfter;
  private final short[] spare;
  private int spareAt = CHUNK;
  private long run;

  Concealment(PlayoutProfile profile, VoiceDecoder decoder) {
    this.decoder = decoder;
    channels = decoder.channels();
    fadeAfter = Samples.fromNs(profile.fadeAfterNs());
    silentAfter = Samples.fromNs(profile.silentAfterNs());
    spare = new short[CHUNK * channels];
  }

  /// Appends made-up sound.
  ///
  /// @param fades whether it fades as time goes by; the quiet of an announced pause does not
  /// @return how many of the samples are silent
  int conceal(PcmQueue queue, int samples, boolean fades) {
    int silent = 0;
    for (int done = 0; done < samples; ) {
      int step = Math.min(samples - done, CHUNK);
      if (fades && run >= silentAfter) {
        silence(queue, step);
        silent += step;
      } else {
        step = made(queue, step);
      }
      run = fades ? run + step : Math.min(run, fadeAfter);
      done += step;
    }
    return silent;
  }

  /// Appends silence.
  void silence(PcmQueue queue, int samples) {
    int at = queue.reserve();
    Arrays.fill(queue.array(), at, at + samples * channels, (short) 0);
    queue.commit(samples);
    spareAt = CHUNK;
  }

  private int made(PcmQueue queue, int samples) {
    if (spareAt == CHUNK) {
      refill();
    }
    int step = Math.min(samples, CHUNK - spareAt);
    int at = queue.reserve();
    double gain = gain(run);
    double slope = (gain(run + step) - gain) / step;
    for (int i = 0; i < step; i++) {
      for (int channel = 0; channel < channels; channel++) {
        int from = (spareAt + i) * channels + channel;
        queue.array()[at + i * channels + channel] = (short) (spare[from] * (gain + slope * i));
      }
    }
    queue.commit(step);
    spareAt += step;
    return step;
  }

  private void refill() {
    decoder.conceal(CHUNK, spare, 0);
    spareAt = 0;
  }

  private double gain(long atRun) {
    if (atRun <= fadeAfter) {
      return 1;
    }
    return atRun >= silentAfter ? 0 : (double) (silentAfter - atRun) / (silentAfter - fadeAfter);
  }

  /// Makes ready for real sound that does not follow what was before it.
  void cut() {
    if (spareAt == CHUNK && run < silentAfter) {
      refill();
    }
  }

  /// Fades into real sound that was just written to `pcm` from index `at`, before it is queued.
  void join(short[] pcm, int at, int samples) {
    double from = gain(run);
    if (run > 0 || spareAt < CHUNK) {
      int seam = Math.min(SEAM, samples);
      for (int i = 0; i < seam; i++) {
        fade(pcm, at + i * channels, i, (i + 0.5) / seam, from);
      }
    }
    run = 0;
    spareAt = CHUNK;
  }

  private void fade(short[] pcm, int at, int i, double in, double from) {
    boolean spared = spareAt + i < CHUNK;
    // Both gains end at one; without made-up sound to fade from, the real one rises alone.
    double real = spared ? in : from + (1 - from) * in;
    for (int channel = 0; channel < channels; channel++) {
      double sum = real * pcm[at + channel];
      if (spared) {
        sum += (1 - in) * from * spare[(spareAt + i) * channels + channel];
      }
      pcm[at + channel] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
    }
  }
}
