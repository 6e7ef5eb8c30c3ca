// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import palaver.audio.file.Sound;
import palaver.bed.RadioProcess.Answer;
import palaver.bench.speech.Recogniser;
import palaver.bench.speech.SpokenText;
import palaver.bench.speech.WordAccuracy;

/// A text that one node says, a sentence at each press, and others record and write down.
final class Passage {

  private static final int SYLLABLES_MS = 300;
  private static final long NS_PER_SECOND = 1_000_000_000L;

  private final Path folder;
  private final RadioProcess talker;
  private final List<RadioProcess> listeners;

  Passage(Path folder, RadioProcess talker, List<RadioProcess> listeners) {
    this.folder = folder;
    this.talker = talker;
    this.listeners = listeners;
  }

  /// How many of the words came through at the listeners together, of those that the recogniser
  /// understands in the sound as it was said.
  double understood(SpokenText text) throws Exception {
    Result result = say(text);
    return WordAccuracy.pooled(result.heard()).relativeTo(result.clean());
  }

  /// What the recogniser made of a text.
  ///
  /// @param clean as it was said
  /// @param heard as each listener recorded it, in their order
  record Result(WordAccuracy clean, List<WordAccuracy> heard) {}

  /// Says it all.
  Result say(SpokenText text) throws Exception {
    List<Sound> sounds = new ArrayList<>();
    List<Path> heard = new ArrayList<>();
    for (int i = 0; i < text.sentences().size(); i++) {
      Path said = folder.resolve("said" + i + ".wav");
      Shell.run("flite", "-voice", "slt", "-t", text.sentences().get(i), "-o", said.toString());
      sounds.add(Recording.sound(said));
      heard.addAll(say(said, i));
    }
    heard.forEach(file -> sounds.add(Recording.sound(file)));
    List<List<String>> words = Recogniser.recognise(sounds);
    int count = text.sentences().size();
    WordAccuracy clean = WordAccuracy.of(text, words.subList(0, count));
    assertThat(clean.share()).as("the recogniser itself").isGreaterThan(0.6);
    List<WordAccuracy> all = new ArrayList<>();
    for (int listener = 0; listener < listeners.size(); listener++) {
      List<List<String>> own = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        own.add(words.get(count + i * listeners.size() + listener));
      }
      all.add(WordAccuracy.of(text, own));
    }
    return new Result(clean, all);
  }

  private List<Path> say(Path said, int sentence) {
    int seconds = (int) (Recording.sound(said).durationNs() / NS_PER_SECOND) + 2;
    List<Path> files = new ArrayList<>();
    List<CompletableFuture<Answer>> listening = new ArrayList<>();
    for (int i = 0; i < listeners.size(); i++) {
      files.add(folder.resolve("heard" + sentence + "-" + i + ".wav"));
      listening.add(listeners.get(i).listen(files.getLast(), seconds));
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SYLLABLES_MS));
    assertThat(talker.talk(said).join().remarks()).containsExactly("Said it.");
    listening.forEach(CompletableFuture::join);
    return files;
  }
}
