// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import palaver.base.SecretSource;
import palaver.http.live.LiveSockets;
import palaver.http.moderation.Community;
import palaver.http.monitor.SessionTrail;
import palaver.identity.Permission;
import palaver.rooms.ErrorCode;
import palaver.rooms.world.WorldRecords;

/// The calls of moderation, reports, chat and worlds, and the WebSocket of what goes on.
final class CommunityCalls {
  private static final String LIVE_PATH = "/api/admin/live";

  private final Doorman doorman;
  private final ModerationCalls moderation;
  private final ActionCalls actions;
  private final ReportCalls reports;
  private final CallCalls calls;
  private final AuditCalls audit;
  private final ChatCalls chat;
  private final PersonCalls people;
  private final WorldCalls worldCalls;
  private final WorldRoomCalls worldRooms;
  private final LiveSockets live;

  CommunityCalls(
      Doorman doorman,
      RoomsClient rooms,
      Community community,
      SessionTrail trail,
      WorldRecords worlds,
      SecretSource secrets,
      InstantSource clock,
      int bodyBytesMax) {
    this.doorman = doorman;
    Moderating moderating =
        new Moderating(
            rooms, community.journal(), community.chat(), community.live(), secrets, clock);
    moderation = new ModerationCalls(doorman, moderating, bodyBytesMax);
    actions = new ActionCalls(doorman, rooms, community.records(), moderating, clock, bodyBytesMax);
    reports =
        new ReportCalls(
            doorman, rooms, community.reports(), moderating, community.live(), clock, bodyBytesMax);
    calls =
        new CallCalls(
            doorman, rooms, community.live(), community.audit(), trail, clock, bodyBytesMax);
    audit = new AuditCalls(doorman, rooms, community.auditReader());
    chat = new ChatCalls(doorman, rooms, community.chat(), worlds, community.networkMarks());
    WorldDesk desk = new WorldDesk(rooms, worlds, community.audit(), clock);
    worldCalls = new WorldCalls(doorman, rooms, worlds, desk, clock, bodyBytesMax);
    worldRooms = new WorldRoomCalls(doorman, rooms, worlds, desk, bodyBytesMax);
    people = new PersonCalls(doorman, rooms, community.people(), clock);
    live =
        new LiveSockets(
            community.live(), account -> doorman.isStill(account, Permission.CALLS_READ));
  }

  void install(RoutesConfig routes) {
    routes.post("/api/admin/moderation/ban", moderation::ban);
    routes.post("/api/admin/moderation/unban", moderation::unban);
    routes.post("/api/admin/moderation/{action}", moderation::moderate);
    routes.post("/api/admin/action/log", actions::log);
    routes.get("/api/admin/actions/{world}", actions::list);
    routes.get("/api/admin/sanctions/{world}", actions::sanctions);
    routes.get("/api/admin/reports/{world}", reports::list);
    routes.post("/api/admin/reports/{report_id}", reports::change);
    routes.get("/api/admin/voice-calls/{world}", calls::list);
    routes.get("/api/admin/audit", audit::list);
    routes.get("/api/admin/worlds", worldCalls::list);
    routes.post("/api/admin/worlds", worldCalls::add);
    routes.patch("/api/admin/worlds/{world}", worldCalls::change);
    routes.delete("/api/admin/worlds/{world}", worldCalls::remove);
    routes.post("/api/admin/worlds/{world}/rooms", worldRooms::add);
    routes.patch("/api/admin/worlds/{world}/rooms/{room_id}", worldRooms::change);
    routes.delete("/api/admin/worlds/{world}/rooms/{room_id}", worldRooms::remove);
    routes.post("/api/admin/observe", calls::observe);
    routes.post("/api/voice/report", reports::file);
    routes.get("/api/admin/people/{user_id}/export", people::export);
    routes.post("/api/admin/people/{user_id}/erase", people::erase);
    routes.get("/api/voice/my-data", people::own);
    routes.get("/api/voice/chat/{world}/{room_id}", chat::history);
    routes.wsBeforeUpgrade(LIVE_PATH, this::checkLive);
    routes.ws(LIVE_PATH, live::route);
  }

  void stop() {
    live.stop();
  }

  private void checkLive(Context context) {
    doorman.checkUpgrade(context);
    LiveSockets.admit(context, doorman.require(context, Permission.CALLS_READ));
    if (!live.hasRoom()) {
      throw new RefusedException(ErrorCode.OVERLOADED, "Too many connections are open.");
    }
  }
}
