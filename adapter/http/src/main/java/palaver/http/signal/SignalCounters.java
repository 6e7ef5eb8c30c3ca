// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import java.util.concurrent.atomic.AtomicLong;

/// What the signal thread and its WebSockets had to drop or survive since the start.
public final class SignalCounters {
  final AtomicLong commandsRefused = new AtomicLong();
  final AtomicLong mediaCommandsLost = new AtomicLong();
  final AtomicLong engineFailures = new AtomicLong();
  final AtomicLong endsNotStored = new AtomicLong();
  final AtomicLong slowClients = new AtomicLong();

  /// Commands that found the queue full.
  public long commandsRefused() {
    return commandsRefused.get();
  }

  /// Commands that a media thread did not take for so long that the backlog was full.
  public long mediaCommandsLost() {
    return mediaCommandsLost.get();
  }

  /// Commands that an exception broke off.
  public long engineFailures() {
    return engineFailures.get();
  }

  /// Ends of sessions that the store did not take.
  public long endsNotStored() {
    return endsNotStored.get();
  }

  /// WebSockets closed because they did not read fast enough.
  public long slowClients() {
    return slowClients.get();
  }
}
