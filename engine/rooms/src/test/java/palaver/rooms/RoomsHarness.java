// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import palaver.base.Outbox;
import palaver.base.RoomKey;
import palaver.base.SecretSource;
import palaver.base.SessionId;
import palaver.rooms.moderation.Moderation;
import palaver.rooms.moderation.Sanction;
import palaver.rooms.moderation.SanctionKind;
import palaver.rtc.Fingerprint;
import palaver.sfu.MediaState;
import palaver.sfu.SfuEvent;

/// A [RoomsEngine] in virtual time, with an [Observer] that checks its promises after every step.
///
/// The world `materie` lists `plaza` (10), `duo` (2) and `forum` (12); `energie` lists `plaza`.
final class RoomsHarness {
  static final long SECOND_NS = 1_000_000_000L;
  static final String WORLD = "materie";
  static final Instant ENDS_AT = Instant.parse("2026-03-01T13:00:00Z");

  static final RoomsConfig CONFIG =
      new RoomsConfig(
          List.of(
              new RoomsConfig.World(
                  WORLD,
                  List.of(
                      new RoomsConfig.ListedRoom("plaza", "Plaza"),
                      new RoomsConfig.ListedRoom("duo", "Duo", 2),
                      new RoomsConfig.ListedRoom("forum", "Forum", 12))),
              new RoomsConfig.World(
                  "energie", List.of(new RoomsConfig.ListedRoom("plaza", "Plaza")))),
          List.of(
              new RoomsConfig.MediaThread(List.of("192.0.2.1", "127.0.0.1"), 10_000),
              new RoomsConfig.MediaThread(List.of("192.0.2.1", "127.0.0.1"), 10_001)),
          new Fingerprint("sha-256", "AB" + ":CD".repeat(31)));

  final Observer observer = new Observer();
  final RoomsEngine engine;
  private final Outbox<RoomsEvent> outbox = new Outbox<>(1, 2_000);
  private long nowNs = 7 * SECOND_NS;
  private long requests;
  private long connections;

  RoomsHarness() {
    this(CONFIG, seeded(1));
  }

  RoomsHarness(RoomsConfig config, SecretSource secrets) {
    engine = new RoomsEngine(config, secrets);
  }

  static SecretSource seeded(long seed) {
    return new SplittableRandom(seed)::nextBytes;
  }

  /// The test config with other limits.
  static RoomsConfig with(Limits limits) {
    return new RoomsConfig(
        CONFIG.worlds(), CONFIG.mediaThreads(), CONFIG.fingerprint(), limits, Timers.DEFAULT);
  }

  long nowNs() {
    return nowNs;
  }

  void handle(RoomsCommand command) {
    engine.onCommand(nowNs, command, outbox);
    drain();
  }

  /// Lets time pass; timers fire when they are due.
  void pass(long ns) {
    long untilNs = nowNs + ns;
    while (engine.nextDeadlineNs() <= untilNs) {
      nowNs = Math.max(nowNs, engine.nextDeadlineNs());
      engine.onDeadline(nowNs, outbox);
      drain();
      assertThat(engine.nextDeadlineNs()).as("a timer fires once").isGreaterThan(nowNs);
    }
    nowNs = untilNs;
  }

  private void drain() {
    assertThat(outbox.datagramCount()).isZero();
    outbox.events().forEach(observer::onEvent);
    outbox.clear();
  }

  Answer join(String room, String user) {
    return join(new RoomsCommand.Join(++requests, WORLD, room, user, "Name of " + user, false));
  }

  Answer join(String room, String user, boolean openUnlisted) {
    return join(
        new RoomsCommand.Join(++requests, WORLD, room, user, "Name of " + user, openUnlisted));
  }

  /// A guest whose address has this mark.
  Answer joinFrom(String room, String user, String networkMark) {
    return join(
        new RoomsCommand.Join(
            ++requests, WORLD, room, user, "Name of " + user, false, networkMark, false));
  }

  /// Somebody with an account.
  Answer joinAs(String room, String user, Standing standing) {
    return join(
        new RoomsCommand.Join(
            ++requests, WORLD, room, user, "Name of " + user, false, null, false, standing));
  }

  /// Somebody who only listens.
  Answer observe(String room, String user) {
    return join(
        new RoomsCommand.Join(++requests, WORLD, room, user, "Name of " + user, false, null, true));
  }

  Member enter(Answer joined) {
    Answer.Admitted admitted = (Answer.Admitted) joined;
    confirm(admitted.session());
    Member member = new Member(this, admitted);
    member.open();
    assertThat(member.voiceJoin()).isInstanceOf(ServerMessage.RoomState.class);
    return member;
  }

  Answer moderate(Moderation moderation) {
    handle(new RoomsCommand.Moderate(++requests, moderation));
    return observer.answer(requests);
  }

  /// A sanction in a room of [#WORLD], without end when `lastsNs` is [Long#MAX_VALUE].
  Answer impose(SanctionKind kind, @Nullable String room, @Nullable String user, long lastsNs) {
    return moderate(
        new Moderation.Impose(
            new Sanction("s" + requests, kind, WORLD, room, user, "noise", ENDS_AT), lastsNs));
  }

  Answer lift(SanctionKind kind, @Nullable String room, @Nullable String user) {
    return moderate(new Moderation.Lift(kind, WORLD, room, user));
  }

  Answer knock(String room, String user, @Nullable String networkMark) {
    handle(
        new RoomsCommand.Knock(
            ++requests, new RoomKey(WORLD, room), new Subject(user, networkMark)));
    return observer.answer(requests);
  }

  Answer joinWorld(String world, String room, String user) {
    return join(new RoomsCommand.Join(++requests, world, room, user, "Name of " + user, false));
  }

  private Answer join(RoomsCommand.Join join) {
    handle(join);
    return observer.answer(join.request());
  }

  Answer.Admitted reserve(String room, String user) {
    return (Answer.Admitted) join(room, user);
  }

  void confirm(SessionId session) {
    handle(new RoomsCommand.Confirm(session));
  }

  void abandon(SessionId session) {
    handle(new RoomsCommand.Abandon(session));
  }

  /// A confirmed join, as far as the join answer.
  Answer.Admitted admit(String room, String user) {
    Answer.Admitted admitted = (Answer.Admitted) join(room, user, true);
    confirm(admitted.session());
    return admitted;
  }

  /// A confirmed join with its WebSocket open and joined.
  Member enter(String room, String user) {
    Member member = new Member(this, admit(room, user));
    member.open();
    assertThat(member.voiceJoin()).isInstanceOf(ServerMessage.RoomState.class);
    return member;
  }

  long openSocket() {
    long connection = ++connections;
    observer.socketOpened(connection);
    handle(new RoomsCommand.SocketOpened(connection));
    return connection;
  }

  void closeSocket(long connection) {
    observer.socketClosed(connection);
    handle(new RoomsCommand.SocketClosed(connection));
  }

  void say(long connection, ClientMessage message, @Nullable String id) {
    handle(new RoomsCommand.SocketMessage(connection, message, id));
  }

  void say(long connection, ClientMessage message) {
    say(connection, message, null);
  }

  Answer leave(SessionId session, @Nullable String subject) {
    handle(new RoomsCommand.Leave(++requests, session, subject));
    return observer.answer(requests);
  }

  Answer leaveByTicket(SessionId session, String ticket) {
    handle(new RoomsCommand.LeaveByTicket(++requests, session, ticket));
    return observer.answer(requests);
  }

  List<Answer.RoomSummary> list(String world, boolean unlisted) {
    return ((Answer.Rooms) listOrRefusal(world, unlisted)).rooms();
  }

  Answer listOrRefusal(String world, boolean unlisted) {
    handle(new RoomsCommand.ListRooms(++requests, world, unlisted));
    return observer.answer(requests);
  }

  void media(int thread, SfuEvent event) {
    handle(new RoomsCommand.FromMedia(thread, event));
  }

  void media(SessionId session, MediaState state) {
    media(0, new SfuEvent.MediaStateChanged(session, state));
  }

  void speaking(SessionId session, boolean speaking) {
    media(0, new SfuEvent.SpeakingChanged(session, speaking, nowNs));
  }

  /// The end of a session that has ended.
  RoomsEvent.SessionEnded end(SessionId session) {
    return Objects.requireNonNull(observer.ended().get(session), "the session goes on");
  }

  /// Why the session ended, or null while it lasts.
  @Nullable EndReason endReason(SessionId session) {
    RoomsEvent.SessionEnded end = observer.ended().get(session);
    return end == null ? null : end.reason();
  }
}
