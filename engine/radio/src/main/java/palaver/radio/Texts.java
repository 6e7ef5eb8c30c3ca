// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Deadlines;
import palaver.radio.text.KeptText;
import palaver.radio.text.TextLog;
import palaver.radio.text.TextLog.Missing;
import palaver.radio.text.TextLog.Outcome;
import palaver.trust.link.TokenBucket;
import palaver.trust.link.TokenBucket.Rate;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.TextMessage;

/// How texts spread. The author gives each to the leader, who passes it down the tree that voice
/// takes; heartbeats carry a digest of what is kept, and who has another one asks for what it
/// lacks. The author gives a text again until the leader says that it is kept.
final class Texts {
  private static final long MS = 1_000_000;
  private static final long AGAIN_NS = 500 * MS;
  private static final long ASK_NS = 300 * MS;
  private static final int UNKEPT_MAX = 32;
  private static final int ANSWER_TEXTS = 16;
  private static final Rate WRITE_RATE = new Rate(20, 5);
  private static final Rate AUTHOR_RATE = new Rate(40, 10);
  private static final Rate ANSWER_RATE = new Rate(64, 200);

  private final Node node;
  private final Relay relay;
  private final Leadership leadership;
  private final TextLog log = new TextLog(TextLog.Limits.DEFAULT);
  private final TokenBucket writing = new TokenBucket(WRITE_RATE);
  private final TokenBucket answering = new TokenBucket(ANSWER_RATE);
  private final TreeMap<NodeId, TokenBucket> authors = new TreeMap<>();

  /// Own texts that nobody else has confirmed, by number.
  private final TreeMap<Long, SignedStatement> unkept = new TreeMap<>();

  private long sequence;
  private long writtenEpochMs;
  private long againNs = Deadlines.NEVER;
  private long askedNs = Long.MIN_VALUE / 2;
  private boolean askParent;

  Texts(Node node, Relay relay, Leadership leadership) {
    this.node = node;
    this.relay = relay;
    this.leadership = leadership;
  }

  TextLog log() {
    return log;
  }

  /// This node's person has written something.
  void say(long nowNs, String text) {
    TextRefusal refusal = refusal(nowNs, text);
    if (refusal != null) {
      node.sender.emit(new RadioEvent.TextRefused(text, refusal));
      return;
    }
    writtenEpochMs = Math.max(writtenEpochMs, node.trust.epochMs(nowNs));
    TextMessage.Id id = new TextMessage.Id(node.config.self(), node.config.boot(), ++sequence);
    TextMessage.Text message =
        new TextMessage.Text(id, node.config.channel(), writtenEpochMs, text);
    SignedStatement statement = node.sender.sign(message);
    unkept.put(sequence, statement);
    take(nowNs, message, statement);
    push(nowNs, sequence, statement);
  }

  private @Nullable TextRefusal refusal(long nowNs, String text) {
    long clockBackMs = writtenEpochMs - node.trust.epochMs(nowNs);
    if (text.isBlank()) {
      return TextRefusal.EMPTY;
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > TextMessage.TEXT_BYTES_MAX) {
      return TextRefusal.TOO_LONG;
    }
    if (!node.trust.isMember(nowNs, node.config.self())) {
      return TextRefusal.NOT_A_MEMBER;
    }
    if (clockBackMs >= TextLog.Limits.DEFAULT.keepMs()) {
      return TextRefusal.CLOCK;
    }
    if (unkept.size() >= UNKEPT_MAX) {
      return TextRefusal.BUSY;
    }
    return writing.take(nowNs) ? null : TextRefusal.TOO_FAST;
  }

  private void push(long nowNs, long number, SignedStatement statement) {
    Peer leader = leadership.leader();
    if (leadership.leads()) {
      relay.children().forEach(child -> node.sender.send(child, statement));
    } else if (leader != null) {
      node.sender.send(leader, statement);
    }
    if (leadership.isAlone()) {
      kept(number, 1);
    } else {
      againNs = Math.min(againNs, nowNs + AGAIN_NS);
    }
  }

  private void kept(long number, int copies) {
    if (unkept.remove(number) != null) {
      TextMessage.Id id = new TextMessage.Id(node.config.self(), node.config.boot(), number);
      node.sender.emit(new RadioEvent.TextKept(id, copies));
    }
  }

  private Outcome take(long nowNs, TextMessage.Text text, SignedStatement statement) {
    KeptText kept =
        new KeptText(text, Bytes.of(statement.payload()), Bytes.of(statement.signature()));
    Outcome outcome = log.add(nowNs, node.trust.epochMs(nowNs), kept);
    show();
    return outcome;
  }

  private void show() {
    for (TextMessage.Text text : log.takeFresh()) {
      node.counters.texts++;
      node.sender.emit(new RadioEvent.Text(text));
    }
  }

  /// A text from its author, from the parent in the tree, or from somebody who was asked.
  void onText(long nowNs, Peer from, TextMessage.Text text, SignedStatement statement) {
    boolean straight = from.id.equals(text.id().author());
    if (text.channel() != node.config.channel() || (straight && !mayWrite(nowNs, from.id))) {
      node.counters.textsRefused++;
      return;
    }
    Outcome outcome = take(nowNs, text, statement);
    switch (outcome) {
      case NEW, WAITS -> passOn(from, statement);
      case OUT_OF_TIME, FULL -> node.counters.textsRefused++;
      case KNOWN -> {}
    }
    boolean has = outcome != Outcome.OUT_OF_TIME && outcome != Outcome.FULL;
    if (straight && has && (leadership.leads() || from == leadership.leader())) {
      node.sender.send(from, new TextMessage.Ack(text.id(), 2));
    }
  }

  private boolean mayWrite(long nowNs, NodeId author) {
    if (authors.size() > node.config.limits().peersMax()) {
      authors.pollFirstEntry();
    }
    return authors.computeIfAbsent(author, _ -> new TokenBucket(AUTHOR_RATE)).take(nowNs);
  }

  private void passOn(Peer from, SignedStatement statement) {
    if (leadership.leads() || from == relay.parent()) {
      for (Peer child : relay.children()) {
        if (child != from) {
          node.sender.send(child, statement);
        }
      }
    }
  }

  void onAck(Peer from, TextMessage.Ack ack) {
    boolean own =
        ack.id().author().equals(node.config.self()) && ack.id().boot() == node.config.boot();
    if (own && (from == leadership.leader() || leadership.leads())) {
      kept(ack.id().sequence(), Math.max(2, ack.copies()));
    }
  }

  /// Another has told the digest of its texts; the leader and its parent in the tree are asked in
  /// turn, so that a hundred who join do not all ask the leader.
  void onDigest(long nowNs, Peer from, long digest) {
    if (from != leadership.leader() || digest == log.digest() || nowNs - askedNs < ASK_NS) {
      return;
    }
    askedNs = nowNs;
    askParent = !askParent;
    Peer parent = relay.parent();
    ask(askParent && parent != null ? parent : from);
  }

  private void ask(Peer whom) {
    log.requests().forEach(request -> node.sender.send(whom, request));
  }

  void onRequest(long nowNs, Peer from, TextMessage.Request request) {
    Missing missing = log.missing(request, ANSWER_TEXTS);
    if (!missing.oldest().isEmpty()) {
      node.sender.send(from, new TextMessage.Oldest(missing.oldest()));
    }
    for (KeptText text : missing.texts()) {
      if (!answering.take(nowNs)) {
        return;
      }
      node.sender.send(from, statementOf(text));
    }
    if (missing.behind() && nowNs - from.askedTextsNs >= ASK_NS) {
      from.askedTextsNs = nowNs;
      ask(from);
    }
  }

  private static SignedStatement statementOf(KeptText text) {
    return new SignedStatement(
        text.text().type(),
        text.text().id().author(),
        text.payload().toArray(),
        text.signature().toArray());
  }

  /// The leader, or the parent that was asked, says where its runs begin.
  void onOldest(long nowNs, Peer from, TextMessage.Oldest oldest) {
    if (from == leadership.leader() || from == relay.parent()) {
      log.startAt(nowNs, oldest.oldest());
      show();
    }
  }

  /// Somebody else leads, or nobody: what is not kept yet is given again soon.
  void onLeader(long nowNs) {
    if (!unkept.isEmpty()) {
      againNs = nowNs;
    }
  }

  void onMembership(long nowNs) {
    log.keepOnly(author -> node.trust.isMember(nowNs, author));
  }

  long nextDeadlineNs() {
    return Math.min(againNs, log.nextDeadlineNs());
  }

  void onDeadline(long nowNs) {
    log.onDeadline(nowNs);
    show();
    if (againNs <= nowNs) {
      againNs = Deadlines.NEVER;
      new ArrayList<>(unkept.entrySet())
          .forEach(entry -> push(nowNs, entry.getKey(), entry.getValue()));
    }
  }

  /// Once a second.
  void housekeeping(long nowNs) {
    log.expire(node.trust.epochMs(nowNs));
  }

  List<TextMessage.Text> texts() {
    return log.texts();
  }
}
