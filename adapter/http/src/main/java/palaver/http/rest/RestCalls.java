// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import palaver.base.SecretSource;
import palaver.http.access.GuestCookie;
import palaver.http.access.GuestTickets;
import palaver.http.access.NetworkMarks;
import palaver.http.moderation.Community;
import palaver.http.monitor.Monitoring;
import palaver.http.monitor.SessionTrail;
import palaver.http.signal.SignalDriver;
import palaver.rooms.SessionRecords;
import palaver.rooms.insight.Insight;
import palaver.rooms.world.WorldRecords;

/// All REST calls and their addresses.
public final class RestCalls {
  private final Doorman doorman;
  private final JoinCall join;
  private final LeaveCall leave;
  private final RoomsCall rooms;
  private final GuestCall guest;
  private final HealthCall health;
  private final TrackingCalls tracking;
  private final CommunityCalls community;
  private final HistoryCalls history;
  private final AnalyticsCalls analytics;
  private final AlertCalls alerts;

  /// What the calls say about the server and keep to.
  ///
  /// @param bodyBytesMax the largest body
  /// @param callTimeout how long a call waits for the rooms or the store
  public record Settings(
      String version, List<String> features, int bodyBytesMax, Duration callTimeout) {
    public Settings {
      features = List.copyOf(features);
    }
  }

  /// What the calls need to know of the world around them.
  public record Surroundings(
      SignalDriver signal,
      SessionRecords records,
      HealthChecks health,
      WorldRecords worlds,
      Community community,
      Insight insight,
      Monitoring monitoring,
      SecretSource secrets,
      InstantSource wallClock) {}

  public RestCalls(
      Settings settings, Surroundings around, Doorman doorman, GuestTickets guestTickets) {
    this.doorman = doorman;
    int bytesMax = settings.bodyBytesMax();
    InstantSource clock = around.wallClock();
    SessionRecords records = around.records();
    RoomsClient client = new RoomsClient(around.signal(), settings.callTimeout());
    NetworkMarks marks = around.community().networkMarks();
    SessionTrail trail = around.monitoring().sessions();
    join = new JoinCall(doorman, client, records, around.worlds(), marks, trail, clock, bytesMax);
    alerts =
        new AlertCalls(
            doorman, client, around.monitoring().alerts(), around.community().live(), clock);
    leave = new LeaveCall(doorman, client, records, clock, bytesMax);
    rooms = new RoomsCall(doorman, client, around.worlds(), marks, around.community().live());
    guest =
        new GuestCall(
            doorman,
            guestTickets,
            new GuestCookie(around.secrets()),
            client,
            around.worlds(),
            marks,
            bytesMax);
    health =
        new HealthCall(
            records,
            around.health(),
            around.signal(),
            clock,
            settings.version(),
            settings.features());
    tracking = new TrackingCalls(doorman, client, records, clock, bytesMax);
    history = new HistoryCalls(doorman, client, around.insight(), clock);
    analytics = new AnalyticsCalls(doorman, client, around.insight(), clock);
    community =
        new CommunityCalls(
            doorman,
            client,
            around.community(),
            trail,
            around.worlds(),
            around.secrets(),
            clock,
            bytesMax);
  }

  public void install(RoutesConfig routes) {
    routes.before("/api/*", doorman::checkOrigin);
    routes.get("/api/health", health::handle);
    routes.post("/api/voice/guest", guest::handle);
    routes.post("/api/voice/join", join::handle);
    routes.post("/api/voice/leave", leave::handle);
    routes.get("/api/voice/rooms/{world}", rooms::handle);
    routes.get("/api/voice/rooms/{world}/{room_id}", rooms::present);
    routes.post("/api/admin/voice-session/start", tracking::start);
    routes.post("/api/admin/voice-session/end", tracking::end);
    routes.get("/api/admin/call-history/{world}", history::calls);
    routes.get("/api/admin/user-profile/{user_id}", history::profile);
    routes.get("/api/admin/sessions", history::sessions);
    routes.get("/api/admin/timeline/{world}/{room_id}", history::timeline);
    routes.get("/api/admin/analytics/{report}", analytics::report);
    routes.get("/api/admin/export/sessions", analytics::export);
    routes.get("/api/admin/alerts", alerts::list);
    routes.post("/api/admin/alerts/{alert_id}/acknowledge", alerts::acknowledge);
    community.install(routes);
  }

  /// Ends the WebSockets of those who follow what goes on.
  public void stop() {
    community.stop();
  }
}
