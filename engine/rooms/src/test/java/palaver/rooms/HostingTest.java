// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static palaver.rooms.AdmissionTest.assertRefused;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.rooms.moderation.Moderation;
import palaver.rooms.moderation.SanctionKind;

/// Worlds and rooms that come, change and go while people talk: nobody is sent away.
class HostingTest {
  private static final RoomsConfig.ListedRoom PLAZA = new RoomsConfig.ListedRoom("plaza", "Plaza");
  private static final RoomsConfig.ListedRoom DUO = new RoomsConfig.ListedRoom("duo", "Duo", 2);
  private static final RoomsConfig.ListedRoom FORUM =
      new RoomsConfig.ListedRoom("forum", "Forum", 12);

  private final RoomsHarness rooms = new RoomsHarness();

  private void host(RoomsConfig.ListedRoom... listed) {
    rooms.handle(
        new RoomsCommand.Host(List.of(new RoomsConfig.World(RoomsHarness.WORLD, List.of(listed)))));
  }

  private List<String> listed() {
    return rooms.list(RoomsHarness.WORLD, false).stream().map(Answer.RoomSummary::roomId).toList();
  }

  private void endCall(String room) {
    rooms.moderate(new Moderation.EndCall(new RoomKey(RoomsHarness.WORLD, room), "enough"));
  }

  @Test
  void aChangedNameHoldsAtOnceAndAChangedLimitOnceTheRoomIsEmpty() {
    Answer.Admitted ada = rooms.admit("duo", "ada");
    host(PLAZA, new RoomsConfig.ListedRoom("duo", "Three of us", 3), FORUM);
    rooms.admit("duo", "bob");
    assertRefused(rooms.join("duo", "eve"), ErrorCode.ROOM_FULL);
    assertThat(rooms.list(RoomsHarness.WORLD, false).get(1))
        .satisfies(room -> {
          assertThat(room.roomName()).isEqualTo("Three of us");
          assertThat(room.participantsMax()).isEqualTo(2);
        });

    endCall("duo");
    assertThat(rooms.observer.ended()).hasSize(2);
    assertThat(rooms.reserve("duo", "ada").participantsMax()).isEqualTo(3);
    assertThat(ada.participantsMax()).isEqualTo(2);
  }

  @Test
  void aNewRoomIsThereAtOnceAndInItsPlace() {
    assertRefused(rooms.join("attic", "ada"), ErrorCode.ROOM_NOT_FOUND);
    host(PLAZA, new RoomsConfig.ListedRoom("attic", "Attic"), DUO, FORUM);
    assertThat(rooms.join("attic", "ada")).isInstanceOf(Answer.Admitted.class);
    assertThat(listed()).containsExactly("plaza", "attic", "duo", "forum");
  }

  @Test
  void aRemovedRoomTakesNobodyInAndIsGoneWhenTheLastOneLeft() {
    Member ada = rooms.enter("duo", "ada");
    Member bob = rooms.enter("duo", "bob");
    ada.take();
    host(PLAZA, FORUM);
    assertThat(listed()).containsExactly("plaza", "forum");
    assertRefused(rooms.join("duo", "eve"), ErrorCode.ROOM_NOT_FOUND);
    bob.say(new ClientMessage.SelfMute(true));
    assertThat(ada.takeOne(ServerMessage.Mute.class).userId()).isEqualTo("bob");

    rooms.leave(ada.session(), null);
    rooms.leave(bob.session(), null);
    assertThat(rooms.list(RoomsHarness.WORLD, true)).hasSize(2);
  }

  @Test
  void aRoomThatComesBackInTimeIsTheSameRoom() {
    Member ada = rooms.enter("duo", "ada");
    host(PLAZA, FORUM);
    host(DUO, PLAZA, FORUM);
    rooms.enter(rooms.join("duo", "bob"));
    assertThat(ada.takeOne(ServerMessage.ParticipantJoined.class).participant().userId())
        .isEqualTo("bob");
    assertThat(listed()).containsExactly("duo", "plaza", "forum");
  }

  @Test
  void aRoomThatAProgramOpenedBecomesListed() {
    rooms.admit("cellar", "ada");
    host(PLAZA, new RoomsConfig.ListedRoom("cellar", "Cellar", 4));
    assertThat(rooms.join("cellar", "bob")).isInstanceOf(Answer.Admitted.class);
    endCall("cellar");
    assertThat(rooms.reserve("cellar", "ada").participantsMax()).isEqualTo(4);
    assertThat(listed()).containsExactly("plaza", "cellar");
  }

  @Test
  void aRemovedWorldTakesNobodyInAndModeratorsReachThoseWhoAreStillThere() {
    Member ada = rooms.enter("plaza", "ada");
    ada.take();
    rooms.handle(new RoomsCommand.Host(List.of(new RoomsConfig.World("garden", List.of(PLAZA)))));
    assertRefused(rooms.join("plaza", "bob"), ErrorCode.WORLD_NOT_FOUND);
    assertRefused(rooms.join("attic", "bob", true), ErrorCode.WORLD_NOT_FOUND);
    assertRefused(rooms.listOrRefusal(RoomsHarness.WORLD, true), ErrorCode.WORLD_NOT_FOUND);
    assertThat(rooms.joinWorld("garden", "plaza", "bob")).isInstanceOf(Answer.Admitted.class);

    rooms.impose(SanctionKind.MUTE, "plaza", "ada", RoomsHarness.SECOND_NS);
    assertThat(ada.takeOne(ServerMessage.Mute.class).byModerator()).isTrue();
    rooms.leave(ada.session(), null);
    assertRefused(
        rooms.impose(SanctionKind.MUTE, "plaza", "ada", RoomsHarness.SECOND_NS),
        ErrorCode.WORLD_NOT_FOUND);
  }

  @Test
  void twoWorldsOfOneNameAreNoWorlds() {
    RoomsConfig.World world = new RoomsConfig.World("garden", List.of(PLAZA));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RoomsCommand.Host(List.of(world, world)));
  }

  @Test
  void roomsThatNobodyListsAreCountedHoweverTheyBecameSo() {
    RoomsConfig one = RoomsHarness.with(AdmissionTest.limits(100, 1));
    RoomsHarness small = new RoomsHarness(one, RoomsHarness.seeded(1));
    small.admit("duo", "ada");
    small.handle(
        new RoomsCommand.Host(List.of(new RoomsConfig.World(RoomsHarness.WORLD, List.of(PLAZA)))));
    assertRefused(small.join("cellar", "bob", true), ErrorCode.SERVER_FULL);
    small.handle(new RoomsCommand.Host(RoomsHarness.CONFIG.worlds()));
    assertThat(small.join("cellar", "bob", true)).isInstanceOf(Answer.Admitted.class);
  }

  @Test
  void manyWorldsAreHostedInTheirOrder() {
    List<RoomsConfig.World> worlds = new ArrayList<>();
    for (int i = 20; i > 0; i--) {
      worlds.add(new RoomsConfig.World("w" + i, List.of(PLAZA, DUO)));
    }
    rooms.handle(new RoomsCommand.Host(worlds));
    for (RoomsConfig.World each : worlds) {
      assertThat(rooms.list(each.name(), false)).hasSize(2);
    }
  }
}
