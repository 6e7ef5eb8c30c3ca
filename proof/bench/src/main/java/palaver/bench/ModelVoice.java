// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.nio.ByteBuffer;
import palaver.audio.codec.VoiceDecoder;

/// A model of a codec and a talker: voiced syllables with a gliding pitch, hisses and pauses, made
/// up from the time alone. What it makes up for lost sound is the true sound, fading; recovery from
/// later packets does not exist. Good for measuring delay, not for judging sound.
final class ModelVoice implements VoiceDecoder {

  private static final int RATE = 48_000;
  private static final double SYLLABLES_PER_SECOND = 4;
  private static final int HARMONICS = 10;

  private long position;

  /// The packet of the frame that begins at sample `start`.
  static byte[] packet(long start, int samples) {
    return ByteBuffer.allocate(8).putInt((int) start).putInt(samples).array();
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public int packetSamples(byte[] packet, int offset, int lengthBytes) {
    return lengthBytes == 8 ? ByteBuffer.wrap(packet).getInt(offset + 4) : 0;
  }

  @Override
  public int decode(byte[] packet, int offset, int lengthBytes, short[] pcm, int pcmOffset) {
    int samples = packetSamples(packet, offset, lengthBytes);
    position = ByteBuffer.wrap(packet).getInt(offset);
    speak(samples, pcm, pcmOffset);
    return samples;
  }

  @Override
  public int recover(
      byte[] later,
      int offset,
      int lengthBytes,
      int samplesBefore,
      int samples,
      short[] pcm,
      int pcmOffset) {
    return 0;
  }

  @Override
  public void conceal(int samples, short[] pcm, int pcmOffset) {
    speak(samples, pcm, pcmOffset);
  }

  private void speak(int samples, short[] pcm, int offset) {
    for (int i = 0; i < samples; i++) {
      pcm[offset + i] = (short) sample(position++);
    }
  }

  private static double sample(long at) {
    double seconds = at / (double) RATE;
    long syllable = (long) (seconds * SYLLABLES_PER_SECOND);
    double within = seconds * SYLLABLES_PER_SECOND - syllable;
    // Every seventh second is a pause; in each syllable a short hiss comes before the vowel.
    double envelope = Math.sin(Math.PI * within) * ((long) seconds % 7 == 6 ? 0 : 1);
    if (within < 0.25) {
      return 2_000 * envelope * noise(at);
    }
    double cycles = 125 * seconds + 5 * Math.sin(2 * Math.PI * 0.7 * seconds);
    double sum = 0;
    for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
      sum += Math.sin(2 * Math.PI * harmonic * cycles + harmonic * harmonic) / harmonic;
    }
    return 5_000 * envelope * sum + 20 * noise(at);
  }

  /// White noise that only the time decides (the finalizer of a linear congruence, Steele 2014).
  private static double noise(long at) {
    long z = at * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z ^= z >>> 27;
    return (z >> 40) / (double) (1L << 23);
  }

  @Override
  public void close() {}
}
