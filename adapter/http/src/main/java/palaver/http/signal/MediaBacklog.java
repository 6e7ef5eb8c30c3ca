// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import palaver.rooms.RoomsEvent.ToMedia;

/// Commands that a media thread could not take yet, in order. When it is full the newest command is
/// lost and counted.
final class MediaBacklog {
  private static final int COMMANDS_MAX = 8192;

  private final MediaPort media;
  private final SignalCounters counters;
  private Queue<ToMedia> waiting = new ArrayDeque<>();

  MediaBacklog(MediaPort media, SignalCounters counters) {
    this.media = media;
    this.counters = counters;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /// Hands `command` on, or keeps it behind those of the same thread that wait already.
  void submit(ToMedia command) {
    boolean behind = waiting.stream().anyMatch(c -> c.mediaThread() == command.mediaThread());
    if (!behind && media.submit(command.mediaThread(), command.command())) {
      return;
    }
    if (waiting.size() == COMMANDS_MAX) {
      counters.mediaCommandsLost.incrementAndGet();
    } else {
      waiting.add(command);
    }
  }

  /// Tries again, each thread in its own order.
  void retry() {
    Queue<ToMedia> still = new ArrayDeque<>();
    Set<Integer> blocked = new HashSet<>();
    for (ToMedia command : waiting) {
      if (blocked.contains(command.mediaThread())
          || !media.submit(command.mediaThread(), command.command())) {
        blocked.add(command.mediaThread());
        still.add(command);
      }
    }
    waiting = still;
  }
}
