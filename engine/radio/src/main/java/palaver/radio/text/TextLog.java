// SPDX-License-Identifier: Apache-2.0
package palaver.radio.text;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import palaver.base.Deadlines;
import palaver.trust.crypto.Digests;
import palaver.wire.BigEndian;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.TextMessage;

/// The texts of a channel at one node. Each is shown once, and those of one run of an author in
/// their order; one that came too early waits for those before it, but not for ever.
///
/// A text counts for a day after it was written. What does not fit is dropped oldest first, and the
/// order is the same everywhere: nodes that were told the same keep the same.
public final class TextLog {

  /// Bounds of the log.
  ///
  /// @param textsMax texts that are kept; the oldest go
  /// @param perAuthorMax texts of one author among them; the author's oldest go
  /// @param waitingMax texts that wait for others in all; a further one is refused, and comes again
  /// @param runsMax runs that are remembered; those of which nothing is kept go, the first first
  /// @param keepMs how long a text counts, in milliseconds
  /// @param gapNs how long a text waits for those before it
  public record Limits(
      int textsMax, int perAuthorMax, int waitingMax, int runsMax, long keepMs, long gapNs) {
    public static final Limits DEFAULT =
        new Limits(1_000, 250, 64, 2_000, 24 * 3_600_000L, 5_000_000_000L);
  }

  /// What became of a text.
  public enum Outcome {
    /// It is kept and shown.
    NEW,
    /// It is kept and waits for those before it.
    WAITS,
    KNOWN,
    /// Written more than a day ago, or in a day's time: a clock is wrong.
    OUT_OF_TIME,
    FULL
  }

  /// What another lacks.
  ///
  /// @param texts in order of their runs
  /// @param oldest of runs whose first texts are no longer here
  /// @param behind whether the other has texts that are not here
  public record Missing(List<KeptText> texts, List<TextMessage.Id> oldest, boolean behind) {}

  private final Limits limits;
  private final TreeMap<Run.Key, Run> runs = new TreeMap<>();
  private final TreeSet<KeptText> byAge = new TreeSet<>();
  private final TreeMap<NodeId, Integer> perAuthor = new TreeMap<>();
  private final List<TextMessage.Text> fresh = new ArrayList<>();
  private int waitingCount;
  private long gapDeadlineNs = Deadlines.NEVER;
  private long digest;
  private boolean digestStale;
  private long skipped;

  public TextLog(Limits limits) {
    this.limits = limits;
  }

  /// Takes a text whose signature by its author was checked.
  ///
  /// @param nowEpochMs the wall clock, in milliseconds since 1970
  public Outcome add(long nowNs, long nowEpochMs, KeptText text) {
    long ageMs = nowEpochMs - text.text().writtenEpochMs();
    if (ageMs >= limits.keepMs || ageMs <= -limits.keepMs) {
      return Outcome.OUT_OF_TIME;
    }
    Run run = run(Run.Key.of(text.id()));
    if (run == null) {
      return Outcome.FULL;
    }
    long sequence = text.id().sequence();
    if (sequence < run.next || run.waiting.containsKey(sequence)) {
      return Outcome.KNOWN;
    }
    if (sequence > run.next) {
      return await(nowNs, run, text);
    }
    accept(run, text);
    showWaiting(nowNs, run);
    return Outcome.NEW;
  }

  private @Nullable Run run(Run.Key key) {
    Run known = runs.get(key);
    if (known == null) {
      if (runs.size() >= limits.runsMax && !forgetARun()) {
        return null;
      }
      known = new Run(key);
      runs.put(key, known);
    }
    return known;
  }

  private boolean forgetARun() {
    for (Run run : runs.values()) {
      if (run.kept.isEmpty() && run.waiting.isEmpty()) {
        runs.remove(run.key);
        return true;
      }
    }
    return false;
  }

  private Outcome await(long nowNs, Run run, KeptText text) {
    if (waitingCount >= limits.waitingMax) {
      return Outcome.FULL;
    }
    waitingCount++;
    run.waiting.put(text.id().sequence(), text);
    if (run.gapEndsNs == Deadlines.NEVER) {
      run.gapEndsNs = nowNs + limits.gapNs;
      gapDeadlineNs = Math.min(gapDeadlineNs, run.gapEndsNs);
    }
    return Outcome.WAITS;
  }

  private void accept(Run run, KeptText text) {
    run.next = text.id().sequence() + 1;
    run.kept.put(text.id().sequence(), text);
    byAge.add(text);
    perAuthor.merge(text.id().author(), 1, Integer::sum);
    fresh.add(text.text());
    digestStale = true;
    trim(text.id().author());
  }

  private void showWaiting(long nowNs, Run run) {
    while (!run.waiting.isEmpty() && run.waiting.firstKey() <= run.next) {
      KeptText text = run.waiting.pollFirstEntry().getValue();
      waitingCount--;
      if (text.id().sequence() == run.next) {
        accept(run, text);
      }
    }
    run.gapEndsNs = run.waiting.isEmpty() ? Deadlines.NEVER : nowNs + limits.gapNs;
    findGapDeadline();
  }

  private void findGapDeadline() {
    gapDeadlineNs = Deadlines.NEVER;
    if (waitingCount > 0) {
      for (Run run : runs.values()) {
        gapDeadlineNs = Math.min(gapDeadlineNs, run.gapEndsNs);
      }
    }
  }

  private void trim(NodeId author) {
    if (perAuthor.getOrDefault(author, 0) > limits.perAuthorMax) {
      for (KeptText text : byAge) {
        if (text.id().author().equals(author)) {
          drop(text);
          break;
        }
      }
    }
    if (byAge.size() > limits.textsMax) {
      drop(byAge.first());
    }
  }

  private void drop(KeptText text) {
    byAge.remove(text);
    Run run = runs.get(Run.Key.of(text.id()));
    if (run != null) {
      run.kept.remove(text.id().sequence());
    }
    int left = perAuthor.merge(text.id().author(), -1, Integer::sum);
    if (left == 0) {
      perAuthor.remove(text.id().author());
    }
    digestStale = true;
  }

  /// The texts that are to be shown, each once, in order.
  public List<TextMessage.Text> takeFresh() {
    List<TextMessage.Text> taken = List.copyOf(fresh);
    fresh.clear();
    return taken;
  }

  /// Another no longer has what came before these: who knows nothing of such a run starts there.
  public void startAt(long nowNs, List<TextMessage.Id> oldest) {
    for (TextMessage.Id id : oldest) {
      Run run = run(Run.Key.of(id));
      if (run != null && run.next == Run.FIRST && id.sequence() > Run.FIRST) {
        run.next = id.sequence();
        showWaiting(nowNs, run);
      }
    }
  }

  /// Shows what has waited long enough, without those that never came.
  public void onDeadline(long nowNs) {
    if (gapDeadlineNs > nowNs) {
      return;
    }
    for (Run run : runs.values()) {
      if (run.gapEndsNs <= nowNs && !run.waiting.isEmpty()) {
        skipped += run.waiting.firstKey() - run.next;
        run.next = run.waiting.firstKey();
        showWaiting(nowNs, run);
      }
    }
    findGapDeadline();
  }

  public long nextDeadlineNs() {
    return gapDeadlineNs;
  }

  /// Drops texts of more than a day ago.
  public void expire(long nowEpochMs) {
    while (!byAge.isEmpty()
        && nowEpochMs - byAge.first().text().writtenEpochMs() >= limits.keepMs) {
      drop(byAge.first());
    }
  }

  /// Drops the texts of authors who are no longer members: nobody could pass them on.
  public void keepOnly(Predicate<NodeId> members) {
    for (KeptText text : List.copyOf(byAge)) {
      if (!members.test(text.id().author())) {
        drop(text);
      }
    }
    for (Run run : runs.values()) {
      if (!run.waiting.isEmpty() && !members.test(run.key.author())) {
        waitingCount -= run.waiting.size();
        run.waiting.clear();
        run.gapEndsNs = Deadlines.NEVER;
      }
    }
    findGapDeadline();
  }

  /// Names what is kept: two logs with the same digest have the same newest texts. 0 when empty.
  public long digest() {
    if (digestStale) {
      digestStale = false;
      digest = byAge.isEmpty() ? 0 : computeDigest();
    }
    return digest;
  }

  private long computeDigest() {
    MessageDigest sha256 = Digests.sha256();
    byte[] line = new byte[24];
    for (Run run : runs.values()) {
      if (!run.kept.isEmpty()) {
        BigEndian.put64(line, 0, run.key.author().value());
        BigEndian.put64(line, 8, run.key.boot());
        BigEndian.put64(line, 16, run.kept.lastKey());
        sha256.update(line);
      }
    }
    return BigEndian.i64(sha256.digest(), 0) | 1;
  }

  /// Requests that together tell all that is known here, at most 40 runs in each.
  public List<TextMessage.Request> requests() {
    List<TextMessage.Request> requests = new ArrayList<>();
    List<TextMessage.Id> known = new ArrayList<>();
    TextMessage.Id after = null;
    for (Run run : runs.values()) {
      if (known.size() == TextMessage.AUTHORS_MAX) {
        TextMessage.Id last = known.getLast();
        requests.add(new TextMessage.Request(known, after, last));
        known = new ArrayList<>();
        after = last;
      }
      if (run.next > Run.FIRST) {
        known.add(run.key.at(run.next - 1));
      }
    }
    requests.add(new TextMessage.Request(known, after, null));
    return requests;
  }

  /// What the sender of a request lacks, at most `textsMax` texts.
  public Missing missing(TextMessage.Request request, int textsMax) {
    TreeMap<Run.Key, Long> known = new TreeMap<>();
    request.known().forEach(id -> known.put(Run.Key.of(id), id.sequence()));
    List<KeptText> texts = new ArrayList<>();
    List<TextMessage.Id> oldest = new ArrayList<>();
    for (Run run : runs.values()) {
      if (isMeant(request, run.key) && !run.kept.isEmpty() && texts.size() < textsMax) {
        long last = known.getOrDefault(run.key, 0L);
        if (last == 0
            && run.kept.firstKey() > Run.FIRST
            && oldest.size() < TextMessage.AUTHORS_MAX) {
          oldest.add(run.key.at(run.kept.firstKey()));
        }
        run.kept.tailMap(last, false).values().stream()
            .limit(textsMax - texts.size())
            .forEach(texts::add);
      }
    }
    return new Missing(texts, oldest, isBehind(known));
  }

  private static boolean isMeant(TextMessage.Request request, Run.Key key) {
    TextMessage.Id after = request.after();
    TextMessage.Id upTo = request.upTo();
    return (after == null || key.compareTo(Run.Key.of(after)) > 0)
        && (upTo == null || key.compareTo(Run.Key.of(upTo)) <= 0);
  }

  private boolean isBehind(Map<Run.Key, Long> known) {
    for (var entry : known.entrySet()) {
      Run run = runs.get(entry.getKey());
      if (run == null || run.next <= entry.getValue()) {
        return true;
      }
    }
    return false;
  }

  /// All that is kept, oldest first.
  public List<TextMessage.Text> texts() {
    return byAge.stream().map(KeptText::text).toList();
  }

  public int size() {
    return byAge.size();
  }

  public int waitingCount() {
    return waitingCount;
  }

  public int runCount() {
    return runs.size();
  }

  /// How many texts were never shown because they did not come in time.
  public long skippedCount() {
    return skipped;
  }
}
