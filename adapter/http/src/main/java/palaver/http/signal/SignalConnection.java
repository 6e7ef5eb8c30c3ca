// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import palaver.rooms.ServerMessage;

/// One WebSocket as the signal thread sees it. Nothing here blocks.
interface SignalConnection {

  /// Queues `message`.
  void send(ServerMessage message);

  /// Closes the WebSocket after what was queued before.
  void close();
}
