// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static palaver.rooms.AdmissionTest.assertRefused;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import palaver.base.Datagram;
import palaver.base.Outbox;
import palaver.base.RoomKey;
import palaver.base.SecretSource;
import palaver.base.SessionId;

class EndingsTest {
  private static final long SECOND_NS = RoomsHarness.SECOND_NS;
  private final RoomsHarness rooms = new RoomsHarness();

  /// R019, R030.
  @Test
  void aLeaveByMessageEndsTheSessionAndIsAnnounced() {
    Member ada = rooms.enter("plaza", "ada");
    Member bob = rooms.enter("plaza", "bob");
    rooms.pass(5 * SECOND_NS);
    bob.say(new ClientMessage.Leave());

    assertThat(bob.takeOne(ServerMessage.Ended.class).reason()).isEqualTo(EndReason.LEFT);
    assertThat(bob.connected()).isFalse();
    assertThat(ada.take())
        .last()
        .isInstanceOfSatisfying(
            ServerMessage.ParticipantLeft.class,
            left -> {
              assertThat(left.userId()).isEqualTo("bob");
              assertThat(left.reason()).isEqualTo(EndReason.LEFT);
            });
    assertThat(rooms.end(bob.session()))
        .isEqualTo(
            new RoomsEvent.SessionEnded(
                bob.session(),
                new RoomKey("materie", "plaza"),
                "bob",
                EndReason.LEFT,
                5 * SECOND_NS,
                0,
                2,
                null,
                false));
  }

  @Test
  void aLeaveByRestIsAnsweredWithTheDuration() {
    Member ada = rooms.enter("plaza", "ada");
    rooms.pass(3 * SECOND_NS);

    assertThat(rooms.leave(ada.session(), "ada"))
        .isEqualTo(new Answer.Left(ada.session(), 3 * SECOND_NS));
    assertThat(ada.takeOne(ServerMessage.Ended.class).reason()).isEqualTo(EndReason.LEFT);
    assertRefused(rooms.leave(ada.session(), "ada"), ErrorCode.SESSION_NOT_FOUND);
  }

  @Test
  void anotherSubjectCannotEndASessionButTheServerKeyCan() {
    Member ada = rooms.enter("plaza", "ada");
    assertRefused(rooms.leave(ada.session(), "eve"), ErrorCode.FORBIDDEN);
    assertThat(ada.connected()).isTrue();
    assertThat(rooms.leave(ada.session(), null)).isInstanceOf(Answer.Left.class);
  }

  @Test
  void aPageThatGoesLeavesByItsTicket() {
    Member ada = rooms.enter("plaza", "ada");
    assertRefused(rooms.leaveByTicket(ada.session(), "guessed"), ErrorCode.BAD_TICKET);
    assertRefused(rooms.leaveByTicket(new SessionId("x"), ada.ticket()), ErrorCode.BAD_TICKET);
    assertThat(rooms.leaveByTicket(ada.session(), ada.ticket())).isInstanceOf(Answer.Left.class);
    assertThat(rooms.endReason(ada.session())).isEqualTo(EndReason.LEFT);
  }

  @Test
  void aSeatThatIsOnlyReservedCannotBeLeft() {
    SessionId session = rooms.reserve("plaza", "ada").session();
    assertRefused(rooms.leave(session, null), ErrorCode.SESSION_NOT_FOUND);
  }

  @Test
  void aSessionWithoutAnOfferEndsAfterSixtySeconds() {
    SessionId session = rooms.admit("plaza", "ada").session();
    rooms.pass(60 * SECOND_NS - 1);
    assertThat(rooms.endReason(session)).isNull();
    rooms.pass(1);
    assertThat(rooms.endReason(session)).isEqualTo(EndReason.JOINED_TOO_LATE);
  }

  @Test
  void aStopEndsEverySessionWithARetryTimeAndRefusesJoins() {
    Member ada = rooms.enter("plaza", "ada");
    Member bob = rooms.enter("plaza", "bob");
    SessionId silent = rooms.admit("duo", "eve").session();
    SessionId reserved = rooms.reserve("duo", "joe").session();
    long unknown = rooms.openSocket();
    ada.take();
    rooms.handle(new RoomsCommand.Stop(2_500));

    for (Member member : java.util.List.of(ada, bob)) {
      ServerMessage.Ended ended = member.takeOne(ServerMessage.Ended.class);
      assertThat(ended.reason()).isEqualTo(EndReason.SERVER_STOPPING);
      assertThat(ended.retryAfterMs()).isEqualTo(2_500L);
      assertThat(member.connected()).isFalse();
    }
    assertThat(rooms.observer.open(unknown)).isFalse();
    assertThat(rooms.observer.ended()).hasSize(3);
    assertThat(rooms.endReason(silent)).isEqualTo(EndReason.SERVER_STOPPING);
    assertRefused(rooms.join("plaza", "new"), ErrorCode.SERVER_STOPPING);
    assertThat(rooms.observer.open(rooms.openSocket())).isFalse();
    rooms.confirm(reserved);
    assertThat(rooms.endReason(reserved)).isEqualTo(EndReason.SERVER_STOPPING);
    assertThat(rooms.engine.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aRestartOfAMediaThreadEndsTheSessionsOfItsRoomsOnly() {
    Member ada = rooms.enter("plaza", "ada");
    Member bob = rooms.enter("plaza", "bob");
    Member eve = rooms.enter("duo", "eve");
    SessionId reserved = rooms.reserve("plaza", "joe").session();
    ada.say(new ClientMessage.Offer("sfu", new SampleOffer("abcd1234", 1, 9).sdp()));
    ada.take();
    rooms.observer.takeToMedia();
    rooms.handle(new RoomsCommand.MediaRestarted(0));

    assertThat(ada.takeOne(ServerMessage.Ended.class).reason()).isEqualTo(EndReason.MEDIA_RESTART);
    assertThat(bob.takeOne(ServerMessage.Ended.class).reason()).isEqualTo(EndReason.MEDIA_RESTART);
    assertThat(rooms.observer.takeToMedia()).isEmpty();
    assertThat(eve.take()).isEmpty();
    assertThat(eve.connected()).isTrue();
    rooms.confirm(reserved);
    assertThat(rooms.endReason(reserved)).isNull();
  }

  @Test
  void everyEndHasAText() {
    for (EndReason reason : EndReason.values()) {
      assertThat(Endings.text(reason)).endsWith(".");
      assertThat(reason.wireName()).matches("[a-z_]+");
    }
  }

  @Test
  void datagramsAreADefectOfTheDriver() {
    assertThatThrownBy(
            () -> rooms.engine.onDatagram(0, new Datagram(), new Outbox<RoomsEvent>(1, 2_000)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anExceptionBreaksOffOneCommandAndTheRestGoesOn() {
    AtomicBoolean broken = new AtomicBoolean();
    SecretSource seeded = RoomsHarness.seeded(1);
    RoomsHarness fragile =
        new RoomsHarness(
            RoomsHarness.CONFIG,
            bytes -> {
              if (broken.get()) {
                throw new IllegalStateException("no entropy");
              }
              seeded.fill(bytes);
            });
    Answer.Admitted ada = fragile.admit("plaza", "ada");
    Member member = new Member(fragile, ada);
    member.open();
    broken.set(true);
    fragile.observer.expectFailures();

    assertRefused(fragile.join("plaza", "bob"), ErrorCode.INTERNAL);
    assertThat(member.voiceJoin())
        .isInstanceOfSatisfying(
            ServerMessage.Failure.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL));
    assertThat(member.connected()).isFalse();
    assertThat(fragile.engine.failureCount()).isEqualTo(2);
    broken.set(false);
    member.open();
    assertThat(member.voiceJoin()).isInstanceOf(ServerMessage.RoomState.class);
  }
}
