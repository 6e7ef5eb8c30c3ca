// SPDX-License-Identifier: Apache-2.0
package palaver.radio.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.base.Bytes;
import palaver.base.Deadlines;
import palaver.radio.text.TextLog.Limits;
import palaver.radio.text.TextLog.Missing;
import palaver.radio.text.TextLog.Outcome;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.TextMessage;

class TextLogTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final long DAY_MS = 24 * 3_600_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final Limits SMALL = new Limits(10, 6, 4, 5, DAY_MS, 5 * SECOND);

  private final TextLog log = new TextLog(SMALL);

  private static KeptText text(long author, long boot, long sequence, long writtenMs) {
    TextMessage.Id id = new TextMessage.Id(new NodeId(author), boot, sequence);
    TextMessage.Text text = new TextMessage.Text(id, 1, writtenMs, author + "/" + sequence);
    return new KeptText(text, Bytes.of((byte) sequence), Bytes.EMPTY);
  }

  private Outcome add(long author, long sequence) {
    return log.add(0, NOW, text(author, 1, sequence, NOW + sequence));
  }

  private List<String> shown() {
    return log.takeFresh().stream().map(TextMessage.Text::text).toList();
  }

  @Test
  void aTextIsShownOnce() {
    assertThat(add(1, 1)).isEqualTo(Outcome.NEW);
    assertThat(add(1, 1)).isEqualTo(Outcome.KNOWN);
    assertThat(shown()).containsExactly("1/1");
    assertThat(shown()).isEmpty();
  }

  @Test
  void textsOfOneAuthorComeInOrder() {
    assertThat(add(1, 2)).isEqualTo(Outcome.WAITS);
    assertThat(add(1, 2)).isEqualTo(Outcome.KNOWN);
    assertThat(add(1, 3)).isEqualTo(Outcome.WAITS);
    assertThat(add(2, 1)).isEqualTo(Outcome.NEW);
    assertThat(add(1, 1)).isEqualTo(Outcome.NEW);
    assertThat(shown()).containsExactly("2/1", "1/1", "1/2", "1/3");
    assertThat(log.waitingCount()).isZero();
    assertThat(log.nextDeadlineNs()).isEqualTo(Deadlines.NEVER);
  }

  @Test
  void aTextDoesNotWaitForEverForOneThatWasLost() {
    add(1, 1);
    add(1, 4);
    assertThat(log.nextDeadlineNs()).isEqualTo(5 * SECOND);
    log.onDeadline(4 * SECOND);
    assertThat(shown()).containsExactly("1/1");
    log.onDeadline(5 * SECOND);
    assertThat(shown()).containsExactly("1/4");
    assertThat(log.skippedCount()).isEqualTo(2);
    assertThat(add(1, 3)).as("too late to be shown in order").isEqualTo(Outcome.KNOWN);
  }

  @Test
  void onlySoManyWait() {
    for (int i = 0; i < 4; i++) {
      assertThat(add(1, 2 + i)).isEqualTo(Outcome.WAITS);
    }
    assertThat(add(1, 6)).isEqualTo(Outcome.FULL);
    assertThat(add(1, 1)).isEqualTo(Outcome.NEW);
    assertThat(log.waitingCount()).isZero();
  }

  @Test
  void theOldestGoWhenThereIsNoRoomAndNobodyFillsItAlone() {
    for (int i = 1; i <= 8; i++) {
      add(1, i);
    }
    assertThat(log.size()).isEqualTo(6);
    for (int i = 1; i <= 6; i++) {
      add(2, i);
    }
    assertThat(log.size()).isEqualTo(10);
    assertThat(log.texts().getFirst().writtenEpochMs()).isGreaterThanOrEqualTo(NOW + 3);
  }

  @Test
  void aTextCountsForADay() {
    log.add(0, NOW, text(1, 1, 1, NOW));
    log.expire(NOW + DAY_MS - 1);
    assertThat(log.size()).isEqualTo(1);
    log.expire(NOW + DAY_MS);
    assertThat(log.size()).isZero();
    assertThat(log.digest()).isZero();
    assertThat(log.add(0, NOW + DAY_MS, text(1, 1, 2, NOW))).isEqualTo(Outcome.OUT_OF_TIME);
    assertThat(log.add(0, NOW, text(1, 1, 2, NOW + DAY_MS))).isEqualTo(Outcome.OUT_OF_TIME);
  }

  @Test
  void runsThatAreEmptyMakeRoomForOthers() {
    for (int boot = 1; boot <= 5; boot++) {
      assertThat(log.add(0, NOW, text(1, boot, 1, NOW + boot))).isEqualTo(Outcome.NEW);
    }
    assertThat(log.add(0, NOW, text(1, 6, 1, NOW))).isEqualTo(Outcome.FULL);
    log.expire(NOW + DAY_MS + 1);
    assertThat(log.add(0, NOW + 1_000, text(1, 6, 1, NOW + 1_000))).isEqualTo(Outcome.NEW);
    assertThat(log.runCount()).isEqualTo(5);
  }

  @Test
  void twoLogsThatWereToldTheSameHaveTheSameDigest() {
    TextLog other = new TextLog(SMALL);
    for (int i = 1; i <= 12; i++) {
      add(1 + i % 3, (i + 2) / 3);
    }
    for (int author = 3; author >= 1; author--) {
      for (int i = 1; i <= 5; i++) {
        KeptText text = text(author, 1, i, NOW + i);
        if (log.texts().contains(text.text()) || i < 5) {
          other.add(0, NOW, text);
        }
      }
    }
    assertThat(other.texts()).isEqualTo(log.texts());
    assertThat(other.digest()).isEqualTo(log.digest()).isNotZero();
    other.add(0, NOW, text(9, 1, 1, NOW + 99));
    assertThat(other.digest()).isNotEqualTo(log.digest());
  }

  @Test
  void whoJoinsLateGetsWhatIsKeptAndWaitsForNothingOlder() {
    for (int i = 1; i <= 8; i++) {
      add(1, i);
    }
    TextLog late = new TextLog(SMALL);
    TextMessage.Request request = late.requests().getFirst();
    Missing missing = log.missing(request, 4);
    assertThat(missing.texts()).hasSize(4);
    assertThat(missing.oldest()).containsExactly(new TextMessage.Id(new NodeId(1), 1, 3));
    assertThat(missing.behind()).isFalse();
    late.startAt(0, missing.oldest());
    missing.texts().forEach(text -> late.add(0, NOW, text));
    assertThat(late.takeFresh()).hasSize(4);
    Missing rest = log.missing(late.requests().getFirst(), 4);
    rest.texts().forEach(text -> late.add(0, NOW, text));
    assertThat(late.digest()).isEqualTo(log.digest());
    assertThat(rest.oldest()).isEmpty();
  }

  @Test
  void whoLearnsWhereARunBeginsShowsWhatWaited() {
    log.add(0, NOW, text(1, 1, 5, NOW));
    assertThat(shown()).isEmpty();
    log.startAt(1, List.of(new TextMessage.Id(new NodeId(1), 1, 5)));
    assertThat(shown()).containsExactly("1/5");
    log.startAt(1, List.of(new TextMessage.Id(new NodeId(1), 1, 9)));
    assertThat(add(1, 6)).as("a run that is known does not jump").isEqualTo(Outcome.NEW);
  }

  @Test
  void aRequestTellsWhatTheOtherSideLacks() {
    add(1, 1);
    TextMessage.Request request =
        new TextMessage.Request(List.of(new TextMessage.Id(new NodeId(1), 1, 2)), null, null);
    assertThat(log.missing(request, 9).behind()).isTrue();
    TextMessage.Request other =
        new TextMessage.Request(List.of(new TextMessage.Id(new NodeId(7), 1, 1)), null, null);
    assertThat(log.missing(other, 9).behind()).isTrue();
    assertThat(log.missing(other, 9).texts()).hasSize(1);
  }

  @Test
  void manyRunsTakeSeveralRequestsThatMeanEachRunOnce() {
    TextLog big = new TextLog(Limits.DEFAULT);
    for (int boot = 1; boot <= 100; boot++) {
      big.add(0, NOW, text(1, boot, 1, NOW + boot));
    }
    List<TextMessage.Request> requests = big.requests();
    assertThat(requests).hasSize(3);
    assertThat(requests.stream().mapToInt(r -> r.known().size()).sum()).isEqualTo(100);
    for (TextMessage.Request request : requests) {
      assertThat(big.missing(request, 99).texts()).isEmpty();
    }
    big.add(0, NOW, text(1, 50, 2, NOW + 200));
    int found = 0;
    for (TextMessage.Request request : requests) {
      found += big.missing(request, 99).texts().size();
    }
    assertThat(found).isEqualTo(1);
  }

  @Test
  void textsOfThoseWhoAreOutAreNotKept() {
    add(1, 1);
    add(2, 1);
    add(2, 3);
    log.keepOnly(author -> author.equals(new NodeId(1)));
    assertThat(log.texts()).extracting(TextMessage.Text::text).containsExactly("1/1");
    assertThat(log.waitingCount()).isZero();
    assertThat(log.nextDeadlineNs()).isEqualTo(Deadlines.NEVER);
  }
}
