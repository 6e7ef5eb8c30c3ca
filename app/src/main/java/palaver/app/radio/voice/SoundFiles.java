// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import palaver.app.console.ConsoleAnswer;
import palaver.audio.file.RateConversion;
import palaver.audio.file.Sound;
import palaver.audio.file.WavReader;
import palaver.audio.file.WavWriter;
import palaver.base.Parsed;
import tools.jackson.databind.JsonNode;

/// What `talk` and `listen` do with files, whatever the node speaks.
public final class SoundFiles {

  private static final int LISTEN_SECONDS_MAX = 600;
  private static final int RATE_HZ = 48_000;

  private SoundFiles() {}

  /// Says a recording.
  public interface Speech {

    /// Why not, or null.
    @Nullable String say(Sound sound) throws InterruptedException;
  }

  /// Records what is heard.
  public interface Recorder {
    Sound record(int seconds) throws InterruptedException;
  }

  /// Says the file of a request.
  public static ConsoleAnswer talk(JsonNode arguments, Speech speech) {
    Path file = Path.of(arguments.path("file").asString(""));
    try {
      if (!(WavReader.read(Files.readAllBytes(file)) instanceof Parsed.Ok<Sound>(Sound read))) {
        return ConsoleAnswer.refused(file + " is no WAV file that we can read");
      }
      String refusal = speech.say(RateConversion.convert(read.mono(), RATE_HZ));
      return refusal == null ? ConsoleAnswer.done("Said it.") : ConsoleAnswer.refused(refusal);
    } catch (IOException failure) {
      return ConsoleAnswer.refused("cannot read " + file + ": " + failure.getMessage());
    } catch (InterruptedException stopped) {
      return stops();
    }
  }

  /// Records into the file of a request.
  public static ConsoleAnswer listen(JsonNode arguments, Recorder recorder) {
    Path file = Path.of(arguments.path("out").asString(""));
    int seconds = arguments.path("seconds").asInt(0);
    if (seconds < 1 || seconds > LISTEN_SECONDS_MAX) {
      return ConsoleAnswer.refused("--seconds is 1 to 600");
    }
    try {
      Files.write(file, WavWriter.write(recorder.record(seconds)));
      return ConsoleAnswer.done("Wrote " + file + ".");
    } catch (IOException failure) {
      return ConsoleAnswer.refused("cannot write " + file + ": " + failure.getMessage());
    } catch (InterruptedException stopped) {
      return stops();
    }
  }

  private static ConsoleAnswer stops() {
    Thread.currentThread().interrupt();
    return ConsoleAnswer.refused("the node stops");
  }
}
