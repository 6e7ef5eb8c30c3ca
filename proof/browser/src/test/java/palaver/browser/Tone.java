// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/// Sounds for a browser's fake microphone, as 48 kHz mono 16-bit WAV files.
final class Tone {

  private static final int RATE_HZ = 48_000;

  /// The peak of every tone here, as a share of full scale: -12 dBFS.
  static final double PEAK = 0.251;

  private Tone() {}

  /// A steady sine of 440 Hz.
  static Path steady(Path folder) {
    return write(folder.resolve("steady.wav"), 10, second -> true);
  }

  /// A steady sine of 440 Hz that lasts.
  static Path minutes(Path folder, int minutes) {
    return write(folder.resolve("minutes.wav"), 60 * minutes, second -> true);
  }

  /// A sine of 440 Hz that sounds in the first second of every three.
  static Path oneSecondInThree(Path folder) {
    return write(folder.resolve("bursts.wav"), 12, second -> second % 3 == 0);
  }

  /// Nothing at all.
  static Path silence(Path folder) {
    return write(folder.resolve("silence.wav"), 10, second -> false);
  }

  /// How high the sound of [#clock] is at a moment of its second: where it begins and how much it
  /// rises within it.
  static final double CLOCK_HERTZ = 500;

  static final double CLOCK_RISE_HERTZ = 2_000;

  /// A sound that tells the time: each second it rises anew, evenly.
  static Path clock(Path folder, int seconds) {
    return sine(
        folder.resolve("clock.wav"),
        seconds,
        i -> {
          double t = i % RATE_HZ / (double) RATE_HZ;
          return Math.sin(2 * Math.PI * (CLOCK_HERTZ + CLOCK_RISE_HERTZ * t / 2) * t);
        });
  }

  private static Path write(Path file, int seconds, IntPredicate sounds) {
    return sine(
        file,
        seconds,
        i -> sounds.test(i / RATE_HZ) ? Math.sin(2 * Math.PI * 440 * i / RATE_HZ) : 0);
  }

  private static Path sine(Path file, int seconds, IntToDoubleFunction sound) {
    int samples = seconds * RATE_HZ;
    ByteBuffer wav = ByteBuffer.allocate(44 + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples * 2);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(RATE_HZ).putInt(RATE_HZ * 2);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples * 2);
    for (int i = 0; i < samples; i++) {
      wav.putShort((short) (PEAK * sound.applyAsDouble(i) * Short.MAX_VALUE));
    }
    try {
      return Files.write(file, wav.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
