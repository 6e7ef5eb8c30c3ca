// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.VoiceDecoder;
import palaver.audio.file.OggOpusReader;
import palaver.audio.file.OpusFile;
import palaver.base.Parsed;

/// Some seconds of synthetic speech, encoded by opus-tools.
final class Speech {

  private Speech() {}

  static short[] pcm(OpusLibrary opus) {
    try (InputStream in = Speech.class.getResourceAsStream("speech.opus")) {
      if (in == null) {
        throw new IllegalStateException("speech.opus is missing");
      }
      return decoded(opus, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All the sound of an Ogg Opus file, without what it says to leave out.
  static short[] decoded(OpusLibrary opus, byte[] file) {
    OpusFile read = ((Parsed.Ok<OpusFile>) OggOpusReader.read(file)).value();
    int channels = read.channels();
    short[] out = new short[VoiceDecoder.PACKET_SAMPLES_MAX * channels * read.packets().size()];
    int samples = 0;
    try (VoiceDecoder decoder = opus.decoder(channels, OpusConcealment.CLASSIC)) {
      for (byte[] packet : read.packets()) {
        samples += decoder.decode(packet, 0, packet.length, out, samples * channels);
      }
    }
    int from = read.preSkipSamples() * channels;
    int to = Math.min(samples, Math.toIntExact(read.preSkipSamples() + read.samples())) * channels;
    return Arrays.copyOfRange(out, from, to);
  }
}
