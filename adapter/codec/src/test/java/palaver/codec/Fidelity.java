// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import palaver.audio.codec.VoiceDecoder;
import palaver.audio.codec.VoiceEncoder;

/// Sends sound through a codec and measures what came out.
final class Fidelity {

  private Fidelity() {}

  /// What the decoder makes of `pcm`, frame by frame; what a decoder adds at the end is cut.
  static short[] throughCodec(
      VoiceEncoder encoder, VoiceDecoder decoder, short[] pcm, int frameSamples) {
    int channels = encoder.channels();
    int step = frameSamples * channels;
    short[] heard = new short[pcm.length / step * step];
    short[] frame = new short[VoiceDecoder.PACKET_SAMPLES_MAX * channels];
    byte[] packet = new byte[1500];
    for (int at = 0; at + step <= pcm.length; at += step) {
      int bytes = encoder.encode(pcm, at, frameSamples, packet, 0, packet.length);
      int samples = decoder.decode(packet, 0, bytes, frame, 0);
      if (samples != frameSamples) {
        throw new AssertionError("decoded " + samples + " samples of " + frameSamples);
      }
      System.arraycopy(frame, 0, heard, at, step);
    }
    return heard;
  }

  /// The ratio of signal to error in dB over `[from, to)` of `original`, when `heard` comes `delay`
  /// samples later.
  static double snrDb(short[] original, short[] heard, int from, int to, int delay) {
    double signal = 0;
    double error = 0;
    for (int i = from; i < to; i++) {
      double difference = heard[i + delay] - original[i];
      signal += (double) original[i] * original[i];
      error += difference * difference;
    }
    return 10 * Math.log10(signal / Math.max(error, 1e-9));
  }

  /// Root mean square.
  static double rms(short[] pcm, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) pcm[i] * pcm[i];
    }
    return Math.sqrt(sum / (to - from));
  }

  /// The largest step between two samples that follow each other.
  static int largestStep(short[] pcm, int from, int to) {
    int largest = 0;
    for (int i = from + 1; i < to; i++) {
      largest = Math.max(largest, Math.abs(pcm[i] - pcm[i - 1]));
    }
    return largest;
  }
}
