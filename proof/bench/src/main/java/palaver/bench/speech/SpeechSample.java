// SPDX-License-Identifier: Apache-2.0
package palaver.bench.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import palaver.audio.file.RateConversion;
import palaver.audio.file.Sound;
import palaver.audio.file.WavReader;
import palaver.base.Parsed;

/// A text as sound: one sentence after another, with pauses, and where each lies.
///
/// @param text what is said
/// @param sound one channel at 48 kHz
/// @param starts the first sample of each sentence
/// @param ends the sample behind its last
public record SpeechSample(SpokenText text, Sound sound, int[] starts, int[] ends) {

  private static final int RATE_HZ = 48_000;
  private static final int PAUSE_SAMPLES = RATE_HZ / 2;

  /// So much of the pause after a sentence is given to the recogniser, for what comes late.
  private static final int TAIL_SAMPLES = RATE_HZ * 3 / 10;

  /// Speaks `text` by flite with the voice slt.
  public static SpeechSample spoken(SpokenText text) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("palaver-speech-");
    try {
      List<short[]> parts = new ArrayList<>();
      for (String sentence : text.sentences()) {
        Tools.run(
            folder,
            "flite.log",
            List.of("flite", "-voice", "slt", "-t", sentence, "-o", "sentence.wav"));
        parts.add(read(folder.resolve("sentence.wav")));
      }
      return joined(text, parts);
    } finally {
      Recogniser.delete(folder);
    }
  }

  /// People who read aloud, recorded: what Debian's pocketsphinx-testdata has of a novel.
  ///
  /// @param folder has a WAV file per sentence, and `transcription` with a line for each: the words
  ///   between `<s>` and `</s>`, then the file's name in parentheses
  public static SpeechSample recorded(Path folder) throws IOException {
    List<String> sentences = new ArrayList<>();
    List<short[]> parts = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("transcription"))) {
      String name = line.substring(line.lastIndexOf('(') + 1, line.lastIndexOf(')'));
      sentences.add(line.substring(line.indexOf("<s>") + 3, line.indexOf("</s>")).strip());
      parts.add(read(folder.resolve(name + ".wav")));
    }
    return joined(new SpokenText(sentences), parts);
  }

  private static short[] read(Path wav) throws IOException {
    Sound sound = ((Parsed.Ok<Sound>) WavReader.read(Files.readAllBytes(wav))).value();
    return RateConversion.convert(sound.mono(), RATE_HZ).pcm();
  }

  private static SpeechSample joined(SpokenText text, List<short[]> parts) {
    int[] starts = new int[parts.size()];
    int[] ends = new int[parts.size()];
    int at = PAUSE_SAMPLES;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = at;
      ends[i] = at + parts.get(i).length;
      at = ends[i] + PAUSE_SAMPLES;
    }
    short[] pcm = new short[at];
    for (int i = 0; i < starts.length; i++) {
      System.arraycopy(parts.get(i), 0, pcm, starts[i], parts.get(i).length);
    }
    return new SpeechSample(text, new Sound(RATE_HZ, 1, pcm), starts, ends);
  }

  /// Cuts a recording on the same time line into sentences.
  public List<Sound> sentences(Sound heard) {
    List<Sound> cut = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      int length = Math.min(ends[i] + TAIL_SAMPLES, heard.samples()) - starts[i];
      short[] pcm = new short[length];
      System.arraycopy(heard.pcm(), starts[i], pcm, 0, length);
      cut.add(new Sound(RATE_HZ, 1, pcm));
    }
    return cut;
  }
}
