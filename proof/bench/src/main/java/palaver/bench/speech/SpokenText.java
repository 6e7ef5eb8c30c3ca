// SPDX-License-Identifier: Apache-2.0
package palaver.bench.speech;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// A story of our own, one sentence per line, in words that a recogniser's dictionary has.
///
/// @param sentences in order
public record SpokenText(List<String> sentences) {

  public SpokenText {
    sentences = List.copyOf(sentences);
  }

  /// The first `count` sentences of the story.
  public static SpokenText story(int count) {
    try (InputStream in = SpokenText.class.getResourceAsStream("spoken-text.txt")) {
      if (in == null) {
        throw new IllegalStateException("the story is not in the package");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new SpokenText(text.lines().limit(count).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The words of a sentence as a recogniser writes them: lower case, no punctuation.
  public static List<String> words(String sentence) {
    String plain = sentence.toLowerCase(Locale.ROOT).replaceAll("[^a-z' ]", " ").strip();
    return plain.isEmpty() ? List.of() : List.of(plain.split("\\s+"));
  }
}
