// SPDX-License-Identifier: Apache-2.0
package palaver.http.monitor;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import palaver.base.SessionId;
import palaver.http.signal.RoomWatcher;
import palaver.rooms.RoomsEvent;
import palaver.rooms.ServerMessage;
import palaver.rtc.ConnectionQuality;
import palaver.sfu.MediaState;
import palaver.sfu.SfuEvent;

/// The way of each session through the log: its join, its signaling, its media, its end, all with
/// the correlation id of the call that it came from. Names of people are left out.
///
/// Any thread may call; logging waits for the log, so it is not for the signal thread or a media
/// thread.
public final class SessionTrail implements RoomWatcher {

  /// Sessions whose call is remembered; the one that joined first is forgotten.
  public static final int SESSIONS_MAX = 16_384;

  private static final Logger LOG = LoggerFactory.getLogger(SessionTrail.class);
  private static final double NS_PER_SECOND = 1e9;

  private static final class Followed {
    final String correlationId;
    boolean attached;

    Followed(String correlationId) {
      this.correlationId = correlationId;
    }
  }

  private final LinkedHashMap<SessionId, Followed> sessions = new LinkedHashMap<>();

  /// Remembers which call a session came from. To be called before the session is shown.
  public void follow(SessionId session, String correlationId) {
    synchronized (sessions) {
      if (sessions.size() == SESSIONS_MAX) {
        sessions.pollFirstEntry();
      }
      sessions.put(session, new Followed(correlationId));
    }
  }

  /// Forgets a session that came to nothing.
  public void forget(SessionId session) {
    synchronized (sessions) {
      sessions.remove(session);
    }
  }

  /// The id of the call that a session came from, or null when it is not known.
  public @Nullable String correlationId(SessionId session) {
    synchronized (sessions) {
      Followed followed = sessions.get(session);
      return followed == null ? null : followed.correlationId;
    }
  }

  @Override
  public void heard(RoomsEvent event) {
    switch (event) {
      case RoomsEvent.SeatShown shown ->
          line(Level.INFO, shown.session())
              .addKeyValue("world", shown.room().world())
              .addKeyValue("room_id", shown.room().roomId())
              .addKeyValue("observer", shown.observer())
              .log("session began");
      case RoomsEvent.Send(long connection, ServerMessage.RoomState state)
          when firstState(state.you().sessionId()) ->
          line(Level.INFO, state.you().sessionId())
              .addKeyValue("connection", connection)
              .log("signaling attached");
      case RoomsEvent.SessionEnded ended -> ended(ended);
      default -> {}
    }
  }

  private boolean firstState(SessionId session) {
    synchronized (sessions) {
      Followed followed = sessions.get(session);
      if (followed == null || followed.attached) {
        return false;
      }
      followed.attached = true;
      return true;
    }
  }

  private void ended(RoomsEvent.SessionEnded ended) {
    LoggingEventBuilder line =
        line(Level.INFO, ended.session())
            .addKeyValue("world", ended.room().world())
            .addKeyValue("room_id", ended.room().roomId())
            .addKeyValue("reason", ended.reason().wireName())
            .addKeyValue("duration_seconds", ended.durationNs() / NS_PER_SECOND);
    ConnectionQuality quality = ended.quality();
    if (quality != null) {
      line =
          line.addKeyValue("packet_loss", quality.packetLoss())
              .addKeyValue("jitter_seconds", quality.jitterNs() / NS_PER_SECOND)
              .addKeyValue("round_trip_seconds", quality.roundTripNs() / NS_PER_SECOND);
    }
    forget(ended.session());
    line.log("session ended");
  }

  /// Hears what the media threads tell.
  public void heard(SfuEvent event) {
    switch (event) {
      case SfuEvent.MediaStateChanged(SessionId session, MediaState state) ->
          line(state == MediaState.LOST ? Level.WARN : Level.INFO, session)
              .addKeyValue("state", state)
              .log("media changed");
      case SfuEvent.PeerFailed failed ->
          line(Level.ERROR, failed.session())
              .addKeyValue("world", failed.room().world())
              .addKeyValue("room_id", failed.room().roomId())
              .setCause(failed.cause())
              .log("a defect closed a media connection");
      default -> {}
    }
  }

  private LoggingEventBuilder line(Level level, SessionId session) {
    LoggingEventBuilder line = LOG.atLevel(level).addKeyValue("session_id", session.value());
    String correlationId = correlationId(session);
    return correlationId == null ? line : line.addKeyValue(RequestIds.LOG_FIELD, correlationId);
  }

  /// How many sessions are remembered.
  int size() {
    synchronized (sessions) {
      return sessions.size();
    }
  }
}
