// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.radio.settings.SettingsHistory;
import palaver.radio.settings.SettingsRecord;
import palaver.wire.radio.AddressMessage;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.RadioMessage;
import palaver.wire.radio.SettingsMessage;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.TextMessage;
import palaver.wire.radio.TrustMessage;

/// What a channel has in common besides voice: its texts, its settings, its door, and what its
/// nodes know of their links.
final class Commons {
  private final Leadership leadership;
  private final Texts texts;
  private final Governing governing;
  private final Publishing publishing;
  private final Wishing wishing;
  private final Door door;
  private final LinkWatch links;
  private final Whereabouts whereabouts;

  Commons(
      Node node,
      Relay relay,
      Leadership leadership,
      HeardQuality quality,
      Whereabouts whereabouts,
      Governing.Consequences settings,
      Door.Documents documents) {
    this.leadership = leadership;
    texts = new Texts(node, relay, leadership);
    governing = new Governing(node, leadership, quality, settings);
    publishing = new Publishing(node, leadership, governing);
    wishing = new Wishing(node, leadership, governing, publishing);
    this.whereabouts = whereabouts;
    door = new Door(node, leadership, whereabouts, documents);
    links = new LinkWatch(node, relay, leadership, quality);
  }

  Texts texts() {
    return texts;
  }

  Governing governing() {
    return governing;
  }

  Door door() {
    return door;
  }

  Whereabouts whereabouts() {
    return whereabouts;
  }

  void start(long nowNs) {
    governing.start(nowNs);
    links.start(nowNs);
  }

  void onCommand(long nowNs, RadioCommand command) {
    switch (command) {
      case RadioCommand.Say(String text) -> texts.say(nowNs, text);
      case RadioCommand.ChangeSettings(var changes) -> wishing.change(nowNs, changes);
      case RadioCommand.Admit(var who, var rights, long untilEpochMs) ->
          door.admit(nowNs, who, rights, untilEpochMs);
      case RadioCommand.Decline(var who) -> door.decline(nowNs, who);
      case RadioCommand.PutOut(var who) -> door.putOut(nowNs, who);
      case RadioCommand.Introduce(var addresses) -> whereabouts.introduce(nowNs, addresses);
      case RadioCommand.Signal(int rssiDbm) -> links.onSignal(rssiDbm);
      default -> {}
    }
  }

  /// A message over a link, whose speaker may say it.
  ///
  /// @param statement a copy of the statement that it came in
  void onMessage(long nowNs, Peer from, RadioMessage message, Supplier<SignedStatement> statement) {
    switch (message) {
      case TextMessage.Text text -> texts.onText(nowNs, from, text, statement.get());
      case TextMessage.Ack ack -> texts.onAck(from, ack);
      case TextMessage.Request request -> texts.onRequest(nowNs, from, request);
      case TextMessage.Oldest oldest -> texts.onOldest(nowNs, from, oldest);
      case SettingsMessage settings -> onSettings(nowNs, from, settings, statement);
      case TrustMessage.JoinKnock knock -> door.onKnock(nowNs, from, knock);
      case TrustMessage.JoinDecline decline -> door.onDecline(decline);
      case AddressMessage.Request request -> whereabouts.onRequest(nowNs, from, request);
      case AddressMessage.Answer answer -> whereabouts.onAnswer(nowNs, from, answer);
      default -> {}
    }
  }

  private void onSettings(
      long nowNs, Peer from, SettingsMessage message, Supplier<SignedStatement> statement) {
    switch (message) {
      case SettingsMessage.Propose wish -> onWish(nowNs, from, wish, statement.get());
      case SettingsMessage.Snapshot snapshot -> {
        SettingsRecord before = governing.governor().history().current();
        if (governing.take(nowNs, from, snapshot, statement.get()) && leadership.leads()) {
          publishing.onGreater(nowNs, before);
        }
      }
      case SettingsMessage.Ack ack -> {
        if (leadership.leads()) {
          publishing.onAck(nowNs, from, ack);
        } else if (from == leadership.leader()) {
          wishing.onAck(ack);
        }
      }
      case SettingsMessage.Request request -> onRequest(nowNs, from, request);
      case SettingsMessage.Rollback rollback -> governing.onRollback(nowNs, from, rollback);
    }
  }

  private void onWish(
      long nowNs, Peer from, SettingsMessage.Propose wish, SignedStatement statement) {
    if (leadership.leads()) {
      Bytes signature = Bytes.of(statement.signature());
      publishing.onWish(
          nowNs,
          statement.signer(),
          wish,
          signature,
          (outcome, made) -> answer(from, wish, outcome, made));
    }
  }

  private void answer(
      Peer to,
      SettingsMessage.Propose wish,
      SettingsMessage.Outcome outcome,
      @Nullable SettingsVersion made) {
    SettingsVersion about = made == null ? wish.base() : made;
    if (about == null) {
      about = new SettingsVersion(leadership.term(), 0, SettingsHistory.ROOT);
    }
    governing.answer(to, about, outcome);
  }

  private void onRequest(long nowNs, Peer from, SettingsMessage.Request request) {
    if (leadership.leads()) {
      governing.send(nowNs, from, request.known(), publishing.due(from));
    } else if (from == leadership.leader()) {
      governing.send(nowNs, from, null, null);
    }
  }

  /// What the other side has, or says that this node is to have.
  void onHeartbeat(long nowNs, Peer from, PresenceMessage.Heartbeat heartbeat) {
    if (leadership.leads()) {
      publishing.onMemberVersion(nowNs, from, heartbeat.settings());
    } else if (from == leadership.leader()) {
      governing.onLeaderVersion(nowNs, from, heartbeat.settings());
      texts.onDigest(nowNs, from, heartbeat.textsDigest());
    }
  }

  @Nullable SettingsVersion settings(Peer to, boolean leads) {
    return leads ? publishing.due(to) : governing.reportable();
  }

  /// Who leads has changed.
  void onLeader(long nowNs) {
    publishing.reset();
    texts.onLeader(nowNs);
  }

  void onMembership(long nowNs) {
    texts.onMembership(nowNs);
  }

  /// Once a second.
  void housekeeping(long nowNs) {
    texts.housekeeping(nowNs);
    door.housekeeping(nowNs);
    whereabouts.housekeeping(nowNs);
  }

  long nextDeadlineNs() {
    long spread = Math.min(texts.nextDeadlineNs(), governing.nextDeadlineNs());
    long wishes = Math.min(publishing.nextDeadlineNs(), wishing.nextDeadlineNs());
    return Math.min(links.nextDeadlineNs(), Math.min(spread, wishes));
  }

  void onDeadline(long nowNs) {
    texts.onDeadline(nowNs);
    governing.onDeadline(nowNs);
    publishing.onDeadline(nowNs);
    wishing.onDeadline(nowNs);
    links.onDeadline(nowNs);
  }
}
