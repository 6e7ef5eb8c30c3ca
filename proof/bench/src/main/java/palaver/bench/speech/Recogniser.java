// SPDX-License-Identifier: Apache-2.0
package palaver.bench.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import palaver.audio.file.RateConversion;
import palaver.audio.file.Sound;
import palaver.audio.file.WavWriter;

/// Writes down what is said, by pocketsphinx with its large language model and no grammar.
public final class Recogniser {

  private static final Path MODEL = Path.of("/usr/share/pocketsphinx/model/en-us");
  private static final int RATE_HZ = 16_000;

  private Recogniser() {}

  /// Whether this machine has the programs that measuring needs.
  public static boolean isInstalled() {
    return Files.isDirectory(MODEL)
        && Files.isExecutable(Path.of("/usr/bin/pocketsphinx_batch"))
        && Files.isExecutable(Path.of("/usr/bin/flite"));
  }

  /// What each recording says, in words.
  public static List<List<String>> recognise(List<Sound> recordings)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("palaver-recogniser-");
    try {
      StringBuilder names = new StringBuilder();
      for (int i = 0; i < recordings.size(); i++) {
        Sound recording = RateConversion.convert(recordings.get(i), RATE_HZ);
        Files.write(folder.resolve(i + ".wav"), WavWriter.write(recording));
        names.append(i).append('\n');
      }
      Files.writeString(folder.resolve("names"), names);
      Tools.run(folder, "recogniser.log", command());
      return words(Files.readString(folder.resolve("words"), StandardCharsets.UTF_8));
    } finally {
      delete(folder);
    }
  }

  private static List<String> command() {
    return List.of(
        "pocketsphinx_batch",
        "-hmm",
        MODEL.resolve("en-us").toString(),
        "-lm",
        MODEL.resolve("en-us.lm.bin").toString(),
        "-dict",
        MODEL.resolve("cmudict-en-us.dict").toString(),
        "-ctl",
        "names",
        "-cepdir",
        ".",
        "-cepext",
        ".wav",
        "-adcin",
        "yes",
        "-adchdr",
        "44",
        "-hyp",
        "words");
  }

  /// A line is the words, then name and score in parentheses.
  private static List<List<String>> words(String lines) {
    List<List<String>> words = new ArrayList<>();
    lines
        .lines()
        .forEach(line -> words.add(SpokenText.words(line.substring(0, line.lastIndexOf('(')))));
    return words;
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
