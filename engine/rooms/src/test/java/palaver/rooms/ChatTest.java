// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.rooms.moderation.ChatMessage;
import palaver.rooms.moderation.Moderation;

class ChatTest {
  private static final RoomKey PLAZA = new RoomKey("materie", "plaza");

  private final RoomsHarness rooms = new RoomsHarness();
  private final Member ada = rooms.enter("plaza", "ada");
  private final Member bob = rooms.enter("plaza", "bob");

  private static ClientMessage chat(String text) {
    return new ClientMessage.Chat(text, RoomsHarness.ENDS_AT);
  }

  @Test
  void aMessageReachesEverybodyAndTheStore() {
    ada.take();
    ada.say(chat("  hello\nyou  "));
    ChatMessage said = bob.takeOne(ServerMessage.Chat.class).message();
    assertThat(said.text()).isEqualTo("hello\nyou");
    assertThat(said.username()).isEqualTo("Name of ada");
    assertThat(said.at()).isEqualTo(RoomsHarness.ENDS_AT);
    assertThat(ada.takeOne(ServerMessage.Chat.class).message()).isEqualTo(said);
    assertThat(rooms.observer.chats).containsExactly(said);
  }

  @Test
  void whatIsEmptyTooLongOrNotPrintableIsRefused() {
    ada.take();
    for (String wrong : List.of("  ", "x".repeat(1_001), "a\u0007b", "a\ud800b")) {
      ada.say(chat(wrong));
      assertThat(ada.takeOne(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.BAD_REQUEST);
    }
    ada.say(chat("\uD83D\uDE00".repeat(1_000)));
    ada.takeOne(ServerMessage.Chat.class);
    assertThat(bob.take()).hasSize(1);
  }

  @Test
  void theRateIsTheSessionsWhateverTheSocket() {
    for (int i = 0; i < 8; i++) {
      ada.say(chat("hello"));
    }
    ada.close();
    ada.open();
    ada.voiceJoin();
    ada.say(chat("hello"));
    assertThat(ada.takeOne(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.RATE_LIMITED);
    rooms.pass(RoomsHarness.SECOND_NS);
    ada.say(chat("hello"));
    ada.takeOne(ServerMessage.Chat.class);
  }

  @Test
  void aRemovedMessageIsTakenFromEverybody() {
    rooms.moderate(new Moderation.RemoveMessage(PLAZA, "m1"));
    assertThat(bob.takeOne(ServerMessage.ChatRemoved.class).messageId()).isEqualTo("m1");
  }
}
