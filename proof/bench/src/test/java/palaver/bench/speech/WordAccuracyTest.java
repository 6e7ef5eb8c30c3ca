// SPDX-License-Identifier: Apache-2.0
package palaver.bench.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WordAccuracyTest {

  private static final SpokenText TEXT = new SpokenText(List.of("One, two, three.", "Four five."));

  @Test
  void replacedMissingAndAddedWordsCountOnceEach() {
    assertThat(WordAccuracy.distance(List.of("a", "b", "c"), List.of("a", "x", "c"))).isEqualTo(1);
    assertThat(WordAccuracy.distance(List.of("a", "b", "c"), List.of("a", "c"))).isEqualTo(1);
    assertThat(WordAccuracy.distance(List.of("a", "b"), List.of("x", "a", "b", "y"))).isEqualTo(2);
    assertThat(WordAccuracy.distance(List.of(), List.of("a"))).isEqualTo(1);
  }

  @Test
  void theShareIsOfAllWords() {
    WordAccuracy clean =
        WordAccuracy.of(TEXT, List.of(List.of("one", "two", "three"), List.of("four", "five")));
    WordAccuracy heard =
        WordAccuracy.of(TEXT, List.of(List.of("one", "three"), List.of("four", "five")));
    assertThat(clean.share()).isEqualTo(1);
    assertThat(heard.share()).isEqualTo(0.8, within(1e-9));
    WordAccuracy pooled = WordAccuracy.pooled(List.of(heard, clean));
    assertThat(pooled.relativeTo(clean)).isEqualTo(0.9, within(1e-9));
    double[] interval = pooled.interval(clean, new SplittableRandom(1));
    assertThat(interval[0]).isLessThan(0.9);
    assertThat(interval[1]).isEqualTo(1);
  }

  @Test
  void theStoryHasMoreThanAThousandWords() {
    int words = 0;
    for (String sentence : SpokenText.story(Integer.MAX_VALUE).sentences()) {
      words += SpokenText.words(sentence).size();
    }
    assertThat(words).isGreaterThan(1_000);
  }
}
