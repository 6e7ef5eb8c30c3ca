// SPDX-License-Identifier: Apache-2.0
package palaver.bench.speech;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// How many words came through, sentence by sentence.
///
/// @param words how many words each sentence has
/// @param errors how many were replaced, left out or added
public record WordAccuracy(int[] words, int[] errors) {

  private static final int RESAMPLES = 2_000;

  /// Compares what was recognised of each sentence with what it says.
  public static WordAccuracy of(SpokenText text, List<List<String>> recognised) {
    int count = text.sentences().size();
    int[] words = new int[count];
    int[] errors = new int[count];
    for (int i = 0; i < count; i++) {
      List<String> said = SpokenText.words(text.sentences().get(i));
      words[i] = said.size();
      errors[i] = distance(said, recognised.get(i));
    }
    return new WordAccuracy(words, errors);
  }

  /// The edit distance between two sentences, in words.
  static int distance(List<String> said, List<String> heard) {
    int[] row = new int[heard.size() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= said.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (said.get(i - 1).equals(heard.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[heard.size()];
  }

  /// Several measurements as one.
  public static WordAccuracy pooled(List<WordAccuracy> all) {
    return new WordAccuracy(
        all.stream().flatMapToInt(one -> Arrays.stream(one.words)).toArray(),
        all.stream().flatMapToInt(one -> Arrays.stream(one.errors)).toArray());
  }

  /// The share of words that came through, 0 to 1.
  public double share() {
    return 1 - (double) Arrays.stream(errors).sum() / Arrays.stream(words).sum();
  }

  /// [#share] against that of the clean sound.
  public double relativeTo(WordAccuracy clean) {
    return share() / clean.share();
  }

  /// The 95 % bootstrap interval of [#relativeTo], resampling sentences. This one may hold the
  /// clean one's sentences several times over.
  double[] interval(WordAccuracy clean, RandomGenerator random) {
    double[] ratios = new double[RESAMPLES];
    for (int sample = 0; sample < RESAMPLES; sample++) {
      long wordSum = 0;
      long errorSum = 0;
      long cleanWords = 0;
      long cleanErrors = 0;
      for (int draw = 0; draw < words.length; draw++) {
        int at = random.nextInt(words.length);
        wordSum += words[at];
        errorSum += errors[at];
        cleanWords += clean.words[at % clean.words.length];
        cleanErrors += clean.errors[at % clean.words.length];
      }
      double share = 1 - (double) errorSum / wordSum;
      ratios[sample] = share / (1 - (double) cleanErrors / cleanWords);
    }
    Arrays.sort(ratios);
    return new double[] {ratios[RESAMPLES / 40], ratios[RESAMPLES - RESAMPLES / 40]};
  }
}
