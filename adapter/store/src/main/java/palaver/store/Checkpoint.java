// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import palaver.base.SessionId;
import palaver.rooms.LiveSession;

/// What the sessions that are going on have reached at one moment.
record Checkpoint(Map<SessionId, Reached> sessions) {

  private static final long NS_PER_MS = 1_000_000;

  /// How long a session has lasted and how long its person spoke.
  record Reached(Duration duration, Duration speaking) {}

  static Checkpoint of(List<LiveSession> live) {
    Map<SessionId, Reached> sessions = new LinkedHashMap<>();
    for (LiveSession session : live) {
      sessions.put(
          session.session(),
          new Reached(
              Duration.ofNanos(session.durationNs()), Duration.ofNanos(session.speakingNs())));
    }
    return new Checkpoint(sessions);
  }

  boolean isEmpty() {
    return sessions.isEmpty();
  }

  @Nullable Reached of(SessionId session) {
    return sessions.get(session);
  }

  String text() {
    StringJoiner lines = new StringJoiner("\n");
    sessions.forEach((session, reached) ->
        lines.add(
            session.value()
                + " "
                + reached.duration().toNanos() / NS_PER_MS
                + " "
                + reached.speaking().toNanos() / NS_PER_MS));
    return lines.toString();
  }

  /// Reads [#text]. A line that cannot be read says nothing; the others still count.
  static Checkpoint parse(@Nullable String text) {
    Map<SessionId, Reached> sessions = new LinkedHashMap<>();
    for (String line : text == null ? List.<String>of() : text.lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words.length == 3) {
        try {
          sessions.put(
              new SessionId(words[0]),
              new Reached(
                  Duration.ofMillis(Long.parseLong(words[1])),
                  Duration.ofMillis(Long.parseLong(words[2]))));
        } catch (IllegalArgumentException _) {
          // Damaged: its session ends as one without a checkpoint.
        }
      }
    }
    return new Checkpoint(sessions);
  }
}
