// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import org.jspecify.annotations.Nullable;
import palaver.rooms.moderation.ChatMessage;

/// What people write to their room: checked, told to everybody, handed to the store.
final class Chats {
  private final Mint mint;
  private final int charsMax;

  Chats(Mint mint, int charsMax) {
    this.mint = mint;
    this.charsMax = charsMax;
  }

  void say(Turn turn, Socket socket, Seat seat, ClientMessage.Chat chat, @Nullable String id) {
    String text = chat.text().strip();
    if (seat.observer()) {
      fail(turn, socket, ErrorCode.FORBIDDEN, "Observers only listen.", id);
    } else if (!readable(text)) {
      fail(
          turn,
          socket,
          ErrorCode.BAD_REQUEST,
          "A message has 1 to " + charsMax + " characters, and no control characters.",
          id);
    } else if (!seat.mayChat(turn.nowNs())) {
      fail(turn, socket, ErrorCode.RATE_LIMITED, "Too many messages. Slow down.", id);
    } else {
      tell(turn, seat, text, chat);
    }
  }

  private void tell(Turn turn, Seat seat, String text, ClientMessage.Chat chat) {
    Room room = seat.room();
    ChatMessage message =
        new ChatMessage(
            mint.messageId(), room.key(), seat.userId(), seat.username(), text, chat.at());
    room.tell(turn, new ServerMessage.Chat(message));
    turn.outbox().emit(new RoomsEvent.ChatSaid(message));
  }

  private boolean readable(String text) {
    return !text.isEmpty()
        && text.codePointCount(0, text.length()) <= charsMax
        && text.codePoints().allMatch(Chats::printable);
  }

  private static boolean printable(int codePoint) {
    return codePoint == '\n'
        || (!Character.isISOControl(codePoint)
            && Character.getType(codePoint) != Character.SURROGATE);
  }

  private static void fail(
      Turn turn, Socket socket, ErrorCode code, String text, @Nullable String id) {
    Signaling.fail(turn, socket, code, text, id);
  }
}
