// SPDX-License-Identifier: Apache-2.0
package palaver.bench.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import palaver.audio.codec.Codecs;
import palaver.audio.loopback.LoopbackCall;
import palaver.audio.loopback.LoopbackHeard;
import palaver.audio.loopback.LoopbackNetwork;

/// One measurement: a configuration on a network with one seed.
///
/// @param accuracy the words
/// @param kbps what the talker sent, with headers and repetition
/// @param concealedPercent the share of sound made up
/// @param delayMs the mean playout delay
record Trial(WordAccuracy accuracy, double kbps, double concealedPercent, double delayMs) {

  /// Runs one, or takes its result from `cache` when it is there from an earlier run.
  static Trial run(
      SpeechSample sample, VoiceChoice choice, LoopbackNetwork network, Codecs codecs, Path cache)
      throws IOException, InterruptedException {
    Path file = cache.resolve(name(sample, choice, network) + ".txt");
    if (Files.exists(file)) {
      return read(sample, file);
    }
    LoopbackHeard heard = LoopbackCall.run(sample.sound(), choice.settings(), codecs, network);
    List<List<String>> words = Recogniser.recognise(sample.sentences(heard.sound()));
    double seconds = sample.sound().durationNs() / 1e9;
    double kbps = heard.sender().bytesSent() * 8 / seconds / 1_000;
    double concealed = 100 * heard.receiver().concealmentRatio();
    double delay = heard.receiver().meanPlayoutDelayMs();
    List<String> lines = new ArrayList<>();
    lines.add(kbps + " " + concealed + " " + delay);
    words.forEach(line -> lines.add(String.join(" ", line)));
    Files.createDirectories(cache);
    Files.write(file, lines);
    return read(sample, file);
  }

  private static Trial read(SpeechSample sample, Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] figures = lines.getFirst().split(" ", -1);
    List<List<String>> words = lines.stream().skip(1).map(SpokenText::words).toList();
    return new Trial(
        WordAccuracy.of(sample.text(), words),
        Double.parseDouble(figures[0]),
        Double.parseDouble(figures[1]),
        Double.parseDouble(figures[2]));
  }

  private static String name(SpeechSample sample, VoiceChoice choice, LoopbackNetwork network) {
    String jitter = network.jitter().map(Enum::name).orElse("none");
    String pattern = network.bursty() ? "bursty" : "random";
    return String.join(
        "-",
        choice.name(),
        jitter,
        pattern,
        String.valueOf(Math.round(1_000 * network.lossShare())),
        String.valueOf(network.seed()),
        String.valueOf(sample.text().sentences().size()));
  }
}
