// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import palaver.audio.file.Sound;
import palaver.audio.file.WavReader;
import palaver.audio.file.WavWriter;
import palaver.base.Parsed;

/// What a node recorded, at 48 kHz.
record Recording(short[] pcm) {

  private static final int PER_MS = 48;
  private static final int LOUD = 1_500;

  static Recording read(Path file) {
    return new Recording(sound(file).pcm());
  }

  static Sound sound(Path file) {
    try {
      return ((Parsed.Ok<Sound>) WavReader.read(Files.readAllBytes(file))).value();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes a tone of 440 Hz that begins with 100 ms of 1,500 Hz.
  static Path tone(Path file, int durationMs) {
    short[] pcm = new short[durationMs * PER_MS];
    for (int i = 0; i < pcm.length; i++) {
      int hz = i < 100 * PER_MS ? 1_500 : 440;
      pcm[i] = (short) (8_000 * Math.sin(2 * Math.PI * hz * i / 48_000));
    }
    try {
      return Files.write(file, WavWriter.write(new Sound(48_000, 1, pcm)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isLoud(int fromMs) {
    for (int i = fromMs * PER_MS; i < (fromMs + 10) * PER_MS; i++) {
      if (Math.abs(pcm[i]) > LOUD) {
        return true;
      }
    }
    return false;
  }

  private int durationMs() {
    return pcm.length / PER_MS / 10 * 10;
  }

  /// For how long there is sound, in ms.
  int loudMs() {
    int loud = 0;
    for (int at = 0; at < durationMs(); at += 10) {
      loud += isLoud(at) ? 10 : 0;
    }
    return loud;
  }

  /// For how long the high tone of the beginning is there, in ms.
  int beginningMs() {
    int found = 0;
    for (int at = 0; at < durationMs(); at += 10) {
      int turns = 0;
      for (int i = at * PER_MS + 1; i < (at + 10) * PER_MS; i++) {
        turns += (pcm[i] ^ pcm[i - 1]) < 0 ? 1 : 0;
      }
      found += isLoud(at) && turns > 22 && turns < 38 ? 10 : 0;
    }
    return found;
  }

  /// The longest silence between the first sound and the last, in ms.
  int longestGapMs() {
    int gap = 0;
    int longest = 0;
    boolean begun = false;
    for (int at = 0; at < durationMs(); at += 10) {
      if (isLoud(at)) {
        longest = begun ? Math.max(longest, gap) : 0;
        begun = true;
        gap = 0;
      } else {
        gap += 10;
      }
    }
    return longest;
  }
}
