// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import palaver.base.Outbox;
import palaver.sfu.SfuCommand;

/// One input being handled: when it came, and where the results go.
record Turn(long nowNs, Outbox<RoomsEvent> outbox) {

  void answer(long request, Answer answer) {
    outbox.emit(new RoomsEvent.Answered(request, answer));
  }

  void send(Socket socket, ServerMessage message) {
    outbox.emit(new RoomsEvent.Send(socket.connection(), message));
  }

  void toMedia(Room room, SfuCommand command) {
    outbox.emit(new RoomsEvent.ToMedia(room.mediaThread(), command));
  }
}
