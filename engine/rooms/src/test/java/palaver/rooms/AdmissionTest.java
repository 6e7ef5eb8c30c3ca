// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.base.SessionId;

class AdmissionTest {
  private final RoomsHarness rooms = new RoomsHarness();

  /// R007, R009: the session id is the server's.
  @Test
  void aJoinIsAnsweredWithSessionParticipantsSlotsAndTicket() {
    rooms.enter("plaza", "ada");
    Answer.Admitted admitted = rooms.reserve("plaza", "bob");

    assertThat(UUID.fromString(admitted.session().value()).version()).isEqualTo(4);
    assertThat(UUID.fromString(admitted.session().value()).variant()).isEqualTo(2);
    assertThat(admitted.room()).isEqualTo(new RoomKey("materie", "plaza"));
    assertThat(admitted.participants())
        .extracting(Participant::userId)
        .containsExactly("ada", "bob");
    assertThat(admitted.participantsMax()).isEqualTo(10);
    assertThat(admitted.slots()).isEqualTo(9);
    assertThat(admitted.ticket()).matches("[A-Za-z0-9_-]{22}");
  }

  @Test
  void aJoinerIsAtFirstNeitherMutedNorSpeakingAndJoining() {
    Participant joiner = rooms.reserve("plaza", "ada").participants().getLast();

    assertThat(joiner)
        .isEqualTo(
            new Participant(
                "ada",
                "Name of ada",
                1,
                false,
                false,
                null,
                false,
                Participant.Connection.JOINING,
                false,
                "guest"));
  }

  @Test
  void slotsAreTheRoomLimitLessOneAndAtMostNine() {
    assertThat(rooms.reserve("duo", "ada").slots()).isEqualTo(1);
    assertThat(rooms.reserve("plaza", "ada").slots()).isEqualTo(9);
    assertThat(rooms.reserve("forum", "ada").slots()).isEqualTo(9);
  }

  /// R004, R022, R436.
  @Test
  void theEleventhIsRefused() {
    for (int i = 0; i < 10; i++) {
      rooms.admit("plaza", "user" + i);
    }
    assertRefused(rooms.join("plaza", "late"), ErrorCode.ROOM_FULL);
    assertThat(rooms.list("materie", false).getFirst().participantCount()).isEqualTo(10);
  }

  @Test
  void reservedSeatsCountAgainstTheLimit() {
    rooms.reserve("duo", "ada");
    rooms.reserve("duo", "bob");

    assertRefused(rooms.join("duo", "eve"), ErrorCode.ROOM_FULL);
  }

  /// R005.
  @Test
  void aSecondJoinOfTheSameUserNeedsNoFurtherPlace() {
    rooms.enter("duo", "ada");
    rooms.enter("duo", "bob");

    Answer.Admitted again = rooms.reserve("duo", "bob");
    assertThat(again.participants()).extracting(Participant::userId).containsExactly("ada", "bob");
    assertThat(again.participants().getLast().stream()).isEqualTo(3);
  }

  /// R018.
  @Test
  void anAbandonedSeatIsFreeAtOnceAndNobodyHearsOfIt() {
    Member ada = rooms.enter("duo", "ada");
    Answer.Admitted bob = rooms.reserve("duo", "bob");
    rooms.abandon(bob.session());

    assertThat(rooms.join("duo", "eve")).isInstanceOf(Answer.Admitted.class);
    rooms.confirm(bob.session());
    assertThat(ada.take()).isEmpty();
    assertThat(rooms.observer.ended()).isEmpty();
  }

  @Test
  void aReservedSeatLapsesAfterTenSecondsWithoutTrace() {
    Member ada = rooms.enter("duo", "ada");
    rooms.reserve("duo", "bob");

    rooms.pass(10 * RoomsHarness.SECOND_NS - 1);
    assertRefused(rooms.join("duo", "eve"), ErrorCode.ROOM_FULL);
    rooms.pass(1);
    assertThat(rooms.join("duo", "eve")).isInstanceOf(Answer.Admitted.class);
    assertThat(ada.take()).noneMatch(message -> !(message instanceof ServerMessage.Ping));
    assertThat(rooms.observer.ended()).isEmpty();
  }

  @Test
  void aConfirmationThatComesTooLateClosesTheStoredRowAtOnce() {
    SessionId session = rooms.reserve("plaza", "ada").session();
    rooms.pass(11 * RoomsHarness.SECOND_NS);
    rooms.confirm(session);
    rooms.confirm(session);

    assertThat(rooms.endReason(session)).isEqualTo(EndReason.JOINED_TOO_LATE);
    assertThat(rooms.end(session).durationNs()).isZero();
    assertThat(rooms.engine.participantCount()).isZero();
  }

  @Test
  void onlyTheNewestLapsedSeatsAreRemembered() {
    RoomsHarness small =
        new RoomsHarness(RoomsHarness.with(limits(100, 1)), RoomsHarness.seeded(1));
    List<SessionId> lapsed = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      lapsed.add(small.reserve("plaza", "user" + i).session());
    }
    small.pass(10 * RoomsHarness.SECOND_NS);
    lapsed.forEach(small::confirm);

    assertThat(small.observer.ended().keySet()).containsExactlyElementsOf(lapsed.subList(1, 9));
  }

  /// R020: the world is part of a join.
  @Test
  void roomsOfTheSameIdInTwoWorldsAreTwoRooms() {
    rooms.enter("plaza", "ada");
    Answer.Admitted other = (Answer.Admitted) rooms.joinWorld("energie", "plaza", "bob");

    assertThat(other.participants()).extracting(Participant::userId).containsExactly("bob");
    assertRefused(rooms.joinWorld("nowhere", "plaza", "bob"), ErrorCode.WORLD_NOT_FOUND);
  }

  @Test
  void onlyTheServerKeyOpensRoomsThatNoWorldLists() {
    assertRefused(rooms.join("cellar", "ada"), ErrorCode.ROOM_NOT_FOUND);
    Answer.Admitted opened = (Answer.Admitted) rooms.join("cellar", "ada", true);
    rooms.confirm(opened.session());

    assertThat(opened.participantsMax()).isEqualTo(10);
    assertRefused(rooms.join("cellar", "bob"), ErrorCode.ROOM_NOT_FOUND);
    assertThat(rooms.join("cellar", "bob", true)).isInstanceOf(Answer.Admitted.class);
  }

  @Test
  void anUnlistedRoomDisappearsWithItsLastSeatAndAListedOneStays() {
    Answer.Admitted cellar = rooms.admit("cellar", "ada");
    assertThat(rooms.list("materie", true))
        .extracting(Answer.RoomSummary::roomId)
        .containsExactly("plaza", "duo", "forum", "cellar");
    assertThat(rooms.list("materie", false)).hasSize(3);

    rooms.leave(cellar.session(), null);
    assertThat(rooms.list("materie", true))
        .containsExactly(
            new Answer.RoomSummary("plaza", "Plaza", 0, 10),
            new Answer.RoomSummary("duo", "Duo", 0, 2),
            new Answer.RoomSummary("forum", "Forum", 0, 12));
  }

  @Test
  void aListOfAnUnknownWorldIsRefused() {
    assertRefused(rooms.listOrRefusal("nowhere", true), ErrorCode.WORLD_NOT_FOUND);
  }

  @Test
  void emptyAndOverlongNamesAreRefused() {
    assertRefused(rooms.join("plaza", " "), ErrorCode.BAD_REQUEST);
    assertRefused(rooms.join("", "ada", true), ErrorCode.BAD_REQUEST);
    assertRefused(rooms.join("x".repeat(129), "ada", true), ErrorCode.BAD_REQUEST);
  }

  @Test
  void oneUserReservesABoundedNumberOfSeatsInARoom() {
    for (int i = 0; i < 4; i++) {
      rooms.reserve("plaza", "ada");
    }
    assertRefused(rooms.join("plaza", "ada"), ErrorCode.RATE_LIMITED);
    assertThat(rooms.join("plaza", "bob")).isInstanceOf(Answer.Admitted.class);
  }

  @Test
  void theServerTakesABoundedNumberOfSeatsAndUnlistedRooms() {
    RoomsHarness small = new RoomsHarness(RoomsHarness.with(limits(12, 1)), RoomsHarness.seeded(1));
    Answer.Admitted cellar = small.admit("cellar", "ada");
    assertRefused(small.join("attic", "ada", true), ErrorCode.SERVER_FULL);
    for (int i = 0; i < 11; i++) {
      small.admit("forum", "user" + i);
    }
    assertRefused(small.join("plaza", "late"), ErrorCode.SERVER_FULL);

    small.leave(cellar.session(), null);
    Answer attic = small.join("attic", "ada", true);
    assertThat(attic).as("both places are free again").isInstanceOf(Answer.Admitted.class);
  }

  @Test
  void aRoomOpensOnTheMediaThreadWithTheFewestSeats() {
    Limits limits = limits(100, 100);
    Directory directory = new Directory(RoomsHarness.with(limits));
    Room plaza = room(directory, "plaza");
    Room duo = room(directory, "duo");
    Room forum = room(directory, "forum");
    directory.take(plaza);
    directory.take(plaza);
    directory.take(duo);
    directory.take(forum);

    assertThat(List.of(plaza.mediaThread(), duo.mediaThread(), forum.mediaThread()))
        .containsExactly(0, 1, 1);
    directory.free(duo);
    directory.free(forum);
    assertThat(forum.open()).isFalse();
    directory.take(forum);
    assertThat(forum.mediaThread()).as("the thread that is empty now").isEqualTo(1);
  }

  private static Room room(Directory directory, String id) {
    return java.util.Objects.requireNonNull(directory.room(new RoomKey("materie", id)));
  }

  static Limits limits(int seatsMax, int unlistedRoomsMax) {
    Limits usual = Limits.DEFAULT;
    return new Limits(
        10,
        9,
        seatsMax,
        unlistedRoomsMax,
        4,
        8,
        200,
        usual.nameCharsMax(),
        usual.sdpCharsMax(),
        usual.offers(),
        usual.mutes(),
        usual.requests(),
        usual.community(),
        usual.mesh());
  }

  static void assertRefused(Answer answer, ErrorCode code) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.text()).isNotBlank();
            });
  }
}
