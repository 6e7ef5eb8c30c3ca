// SPDX-License-Identifier: Apache-2.0
package palaver.http.moderation;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.http.signal.RoomWatcher;
import palaver.rooms.RoomsEvent;
import palaver.rooms.moderation.ChatRecords;

/// Hands chat messages to the store. They were told to their room already, so one that the store
/// does not take is missing in the history only: it is counted.
public final class ChatLog implements RoomWatcher {
  private static final Logger log = LoggerFactory.getLogger(ChatLog.class);

  private final ChatRecords records;
  private final AtomicLong notStored = new AtomicLong();

  public ChatLog(ChatRecords records) {
    this.records = records;
  }

  @Override
  public void heard(RoomsEvent event) {
    if (event instanceof RoomsEvent.ChatSaid said) {
      var _ =
          records
              .add(said.message())
              .exceptionally(failure -> {
                notStored.incrementAndGet();
                log.warn("A chat message could not be stored: {}", failure.toString());
                return null;
              });
    }
  }

  /// Messages that the history lacks.
  public long notStoredCount() {
    return notStored.get();
  }
}
