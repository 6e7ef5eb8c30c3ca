// SPDX-License-Identifier: Apache-2.0
package palaver.bench.speech;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import palaver.audio.codec.Codecs;
import palaver.audio.loopback.LoopbackNetwork;
import palaver.audio.trace.Network;
import palaver.codec.OpusLibrary;

/// How many words are understood through loss and jitter, by configuration.
///
/// Prints tables in Markdown, and a progress line per measurement on standard error. Arguments:
/// `PART SEEDS SENTENCES`, where PART is `choices`, `bar`, `loss`, `jitter`, `all`, `cells:` and a
/// list such as `plain/10,default/30b`, or `recordings` for people instead of the story, SEEDS how
/// many seeds each cell has and SENTENCES how much of the text is spoken.
public final class IntelligibilityReport {

  private static final Path CACHE = Path.of("proof/bench/target/intelligibility");
  private static final int[] LOSSES = {0, 1, 5, 10, 20, 30};

  private static final Path RECORDINGS = Path.of("/usr/share/pocketsphinx/test/data/librivox");

  private final SpeechSample sample;
  private final Codecs codecs;
  private final Path cache;
  private final WordAccuracy clean;
  private final int seeds;

  private IntelligibilityReport(SpeechSample sample, Codecs codecs, Path cache, int seeds)
      throws Exception {
    this.sample = sample;
    this.codecs = codecs;
    this.cache = cache;
    this.seeds = seeds;
    clean = clean(sample, cache);
  }

  /// What the recogniser makes of the sound that never travelled, or made of it in an earlier run.
  static WordAccuracy clean(SpeechSample sample, Path cache) throws Exception {
    Path file = cache.resolve("clean-" + sample.text().sentences().size() + ".txt");
    if (!Files.exists(file)) {
      List<String> lines =
          Recogniser.recognise(sample.sentences(sample.sound())).stream()
              .map(words -> String.join(" ", words))
              .toList();
      Files.createDirectories(cache);
      Files.write(file, lines);
    }
    return WordAccuracy.of(
        sample.text(), Files.readAllLines(file).stream().map(SpokenText::words).toList());
  }

  public static void main(String[] args) throws Exception {
    String part = args.length > 0 ? args[0] : "all";
    int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int sentences = args.length > 2 ? Integer.parseInt(args[2]) : Integer.MAX_VALUE;
    Codecs codecs = new Codecs(OpusLibrary.open());
    if ("recordings".equals(part)) {
      SpeechSample people = SpeechSample.recorded(RECORDINGS);
      new IntelligibilityReport(people, codecs, CACHE.resolve(part), seeds).print("people");
      return;
    }
    SpeechSample sample = SpeechSample.spoken(SpokenText.story(sentences));
    new IntelligibilityReport(sample, codecs, CACHE, seeds).print(part);
  }

  private void print(String part) throws Exception {
    int words = 0;
    for (String sentence : sample.text().sentences()) {
      words += SpokenText.words(sentence).size();
    }
    System.out.printf(
        Locale.ROOT,
        "%d words, %.0f s, clean word accuracy %.1f %%, %d seed(s) a cell%n",
        words,
        sample.sound().durationNs() / 1e9,
        100 * clean.share(),
        seeds);
    boolean all = "all".equals(part);
    if (all || "choices".equals(part)) {
      choices();
    }
    if (part.startsWith("cells:")) {
      cells(part.substring("cells:".length()));
    }
    if ("people".equals(part)) {
      people();
    }
    if (all || "bar".equals(part)) {
      bar();
    }
    if (all || "loss".equals(part)) {
      loss();
    }
    if (all || "jitter".equals(part)) {
      jitter();
    }
  }

  /// Cells by name and loss, such as `plain/10,default/30b`; `b` for bursty.
  private void cells(String list) throws Exception {
    head("cells");
    for (String cell : list.split(",", -1)) {
      String[] parts = cell.split("/", -1);
      boolean bursty = parts[1].endsWith("b");
      int percent =
          Integer.parseInt(bursty ? parts[1].substring(0, parts[1].length() - 1) : parts[1]);
      row(VoiceChoice.valueOf(parts[0].toUpperCase(Locale.ROOT)), null, percent, bursty, seeds);
    }
  }

  private void choices() throws Exception {
    head("configuration at random loss without jitter");
    for (VoiceChoice choice : VoiceChoice.values()) {
      if (choice != VoiceChoice.FIXED_60) {
        row(choice, null, 10, false, seeds);
        row(choice, null, 30, false, seeds);
      }
    }
  }

  private void people() throws Exception {
    head("people who read aloud");
    for (VoiceChoice choice : List.of(VoiceChoice.DEFAULT, VoiceChoice.FEC, VoiceChoice.PLAIN)) {
      row(choice, null, 10, false, seeds);
      row(choice, null, 30, false, seeds);
    }
    row(VoiceChoice.DEFAULT, Network.WIFI, 10, false, seeds);
  }

  private void bar() throws Exception {
    head("the default at the bar");
    row(VoiceChoice.DEFAULT, null, 10, false, seeds);
    row(VoiceChoice.DEFAULT, null, 30, false, seeds);
  }

  private void loss() throws Exception {
    head("the default by loss");
    for (int percent : LOSSES) {
      row(VoiceChoice.DEFAULT, null, percent, false, seeds);
    }
    for (int percent : LOSSES) {
      row(VoiceChoice.DEFAULT, null, percent, true, seeds);
    }
  }

  private void jitter() throws Exception {
    head("our buffer and a fixed delay of 60 ms by jitter");
    Network[] networks = {Network.WIFI, Network.HANDOVER, Network.BURST, Network.REORDERING};
    for (Network network : networks) {
      row(VoiceChoice.DEFAULT, network, 0, false, seeds);
      row(VoiceChoice.FIXED_60, network, 0, false, seeds);
      row(VoiceChoice.DEFAULT, network, 10, false, seeds);
      row(VoiceChoice.FIXED_60, network, 10, false, seeds);
    }
  }

  private static void head(String title) {
    System.out.printf(
        "%n## %s%n%n| configuration | jitter | loss | seeds | words | of clean | 95 %% interval |"
            + " kbit/s | concealed | delay |%n|---|---|---|---|---|---|---|---|---|---|%n",
        title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1));
  }

  private void row(
      VoiceChoice choice, @Nullable Network jitter, int percent, boolean bursty, int seedCount)
      throws Exception {
    List<Trial> trials = new ArrayList<>();
    for (int seed = 1; seed <= seedCount; seed++) {
      LoopbackNetwork network =
          new LoopbackNetwork(Optional.ofNullable(jitter), percent / 100.0, bursty, seed);
      trials.add(Trial.run(sample, choice, network, codecs, cache));
    }
    WordAccuracy pooled = WordAccuracy.pooled(trials.stream().map(Trial::accuracy).toList());
    double[] interval = pooled.interval(clean, new SplittableRandom(1));
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %d %% %s | %d | %.1f %% | %.1f %% | %.1f-%.1f %% | %.0f | %.1f %% | %.0f ms |%n",
        choice.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        jitter == null ? "none" : jitter.name().toLowerCase(Locale.ROOT),
        percent,
        bursty ? "bursty" : "random",
        seedCount,
        100 * pooled.share(),
        100 * pooled.relativeTo(clean),
        100 * interval[0],
        100 * interval[1],
        trials.stream().mapToDouble(Trial::kbps).average().orElse(0),
        trials.stream().mapToDouble(Trial::concealedPercent).average().orElse(0),
        trials.stream().mapToDouble(Trial::delayMs).average().orElse(0));
  }
}
