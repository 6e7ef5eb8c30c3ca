// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.alert;

import java.util.Locale;

/// What an alert is about.
public enum AlertKind {
  /// People fall out of a room, or a defect closed connections in it.
  ROOM_ISSUE,
  /// A person reported somebody to the moderators.
  REPORT_FILED,
  /// The media of a room arrives badly.
  QUALITY_DROP,
  /// The server fails more often than before.
  ERROR_SPIKE,
  /// The store does not take what happens; it waits in memory, or is lost.
  STORE_NOT_DURABLE;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /// The name in messages, webhooks and the store.
  public String wireName() {
    return wireName;
  }
}
