// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Deadlines;
import palaver.radio.settings.SettingsValues;
import palaver.radio.settings.SettingsValues.Change;
import palaver.wire.radio.SettingsMessage;
import palaver.wire.radio.SettingsMessage.Outcome;
import palaver.wire.radio.SettingsMessage.Propose;
import palaver.wire.radio.SettingsVersion;

/// The operator's side of a change: this device signs the wish and gives it to whoever leads until
/// it has an answer, for half a minute at most. One wish at a time.
final class Wishing {
  private static final long AGAIN_NS = 500_000_000;
  private static final long FOR_NS = 30_000_000_000L;

  private record Wish(Propose message, SignedStatement statement, long sinceNs) {}

  private final Node node;
  private final Leadership leadership;
  private final Governing governing;
  private final Publishing publishing;
  private @Nullable Wish wish;
  private long againNs = Deadlines.NEVER;

  Wishing(Node node, Leadership leadership, Governing governing, Publishing publishing) {
    this.node = node;
    this.leadership = leadership;
    this.governing = governing;
    this.publishing = publishing;
  }

  /// The person at this device wants other settings.
  void change(long nowNs, List<Change> changes) {
    SettingsValues now = governing.governor().values();
    if (!node.trust.isOperator(nowNs, node.config.self())) {
      answered(Outcome.NOT_AUTHORISED, null);
      return;
    }
    if (!changes.stream().allMatch(change -> change.setting().takes(change.value()))) {
      answered(Outcome.UNFIT, null);
      return;
    }
    List<Change> real = now.with(changes).changesFrom(now);
    if (real.isEmpty()) {
      answered(Outcome.APPLIED, governing.version());
      return;
    }
    if (wish != null) {
      answered(Outcome.OTHER, null);
      return;
    }
    Propose message = new Propose(governing.version(), SettingsValues.encode(real));
    wish = new Wish(message, node.sender.sign(message), nowNs);
    push(nowNs);
  }

  private void answered(Outcome outcome, @Nullable SettingsVersion made) {
    node.sender.emit(new RadioEvent.SettingsAnswered(outcome, made));
  }

  private void push(long nowNs) {
    Wish now = wish;
    if (now == null) {
      return;
    }
    againNs = nowNs + AGAIN_NS;
    Peer leader = leadership.leader();
    if (leadership.leads() || leadership.isAlone()) {
      Bytes signature = Bytes.of(now.statement.signature());
      publishing.onWish(nowNs, node.config.self(), now.message, signature, this::onAnswer);
    } else if (leader != null) {
      node.sender.send(leader, now.statement);
    }
  }

  /// The leader answers. What it cannot do at this moment it may do in the next.
  void onAnswer(Outcome outcome, @Nullable SettingsVersion made) {
    if (wish != null && outcome != Outcome.OTHER) {
      wish = null;
      againNs = Deadlines.NEVER;
      answered(outcome, outcome == Outcome.APPLIED ? made : null);
    }
  }

  /// An answer that came over the wire: it is about the wish when it is about what it was made
  /// from, or about a version that came from it.
  void onAck(SettingsMessage.Ack ack) {
    onAnswer(ack.outcome(), ack.version());
  }

  long nextDeadlineNs() {
    return againNs;
  }

  void onDeadline(long nowNs) {
    Wish now = wish;
    if (againNs > nowNs || now == null) {
      return;
    }
    if (nowNs - now.sinceNs >= FOR_NS) {
      wish = null;
      againNs = Deadlines.NEVER;
      answered(Outcome.OTHER, null);
    } else {
      push(nowNs);
    }
  }
}
