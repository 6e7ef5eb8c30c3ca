// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import io.javalin.openapi.OpenApiSecurity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import palaver.http.json.CallHistoryAnswer;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.MovementEntry;
import palaver.http.json.PastCallEntry;
import palaver.http.json.SessionEntry;
import palaver.http.json.SessionsAnswer;
import palaver.http.json.TimelineAnswer;
import palaver.http.json.UserProfile;
import palaver.http.json.UserProfileAnswer;
import palaver.http.json.Wire;
import palaver.identity.Permission;
import palaver.rooms.EndReason;
import palaver.rooms.ErrorCode;
import palaver.rooms.SessionEnd;
import palaver.rooms.SessionRecord;
import palaver.rooms.insight.Insight;

/// What has been: past calls, sessions, who came and went, and what is known of a user.
final class HistoryCalls {
  private final Doorman doorman;
  private final RoomsClient rooms;
  private final Insight insight;
  private final InstantSource wallClock;

  HistoryCalls(Doorman doorman, RoomsClient rooms, Insight insight, InstantSource wallClock) {
    this.doorman = doorman;
    this.rooms = rooms;
    this.insight = insight;
    this.wallClock = wallClock;
  }

  @OpenApi(
      path = "/api/admin/call-history/{world}",
      methods = HttpMethod.GET,
      operationId = "listPastCalls",
      summary = "The calls that are over",
      tags = "insight",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = @OpenApiParam(name = "world", required = true, description = "The world"),
      queryParams = {
        @OpenApiParam(name = "limit", type = Integer.class, description = "1 to 200, usually 50"),
        @OpenApiParam(name = "cursor", description = "Where the last answer ended"),
        @OpenApiParam(name = "room_id", description = "Of this room only"),
        @OpenApiParam(name = "user_id", description = "Of which this user was part"),
        @OpenApiParam(name = "from", description = "Ended at or after this time, ISO 8601"),
        @OpenApiParam(name = "to", description = "Began before this time, ISO 8601")
      },
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The calls",
            content = @OpenApiContent(from = CallHistoryAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void calls(Context context) {
    doorman.require(context, Permission.CALLS_READ);
    String world = Fields.checkedId("world", context.pathParam("world"));
    Insight.Page<Insight.PastCall> page = rooms.stored(insight.calls(filter(context, world)));
    Answers.send(
        context,
        200,
        new CallHistoryAnswer(
            true,
            page.entries().stream().map(HistoryCalls::entry).toList(),
            Cursors.text(page.next())));
  }

  private static PastCallEntry entry(Insight.PastCall call) {
    return new PastCallEntry(
        call.roomId(),
        Wire.iso(call.startedAt()),
        Wire.iso(call.endedAt()),
        call.durationSeconds(),
        call.participantsPeak(),
        call.messages());
  }

  @OpenApi(
      path = "/api/admin/sessions",
      methods = HttpMethod.GET,
      operationId = "listSessions",
      summary = "Sessions, going on and over",
      tags = "insight",
      security = @OpenApiSecurity(name = "bearer"),
      queryParams = {
        @OpenApiParam(name = "limit", type = Integer.class, description = "1 to 200, usually 50"),
        @OpenApiParam(name = "cursor", description = "Where the last answer ended"),
        @OpenApiParam(name = "world", description = "Of this world only"),
        @OpenApiParam(name = "room_id", description = "Of this room only"),
        @OpenApiParam(name = "user_id", description = "Of this user only"),
        @OpenApiParam(name = "from", description = "Began at or after this time, ISO 8601"),
        @OpenApiParam(name = "to", description = "Began before this time, ISO 8601")
      },
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The sessions",
            content = @OpenApiContent(from = SessionsAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void sessions(Context context) {
    doorman.require(context, Permission.CALLS_READ);
    String world = Paging.optionalId(context, "world");
    Insight.Page<SessionRecord> page = rooms.stored(insight.sessions(filter(context, world)));
    Answers.send(
        context,
        200,
        new SessionsAnswer(
            true,
            page.entries().stream().map(HistoryCalls::entry).toList(),
            Cursors.text(page.next())));
  }

  private static SessionEntry entry(SessionRecord session) {
    SessionEnd end = session.end();
    EndReason reason = end == null ? null : end.reason();
    return new SessionEntry(
        session.session().value(),
        session.room().roomId(),
        session.userId(),
        session.username(),
        session.room().world(),
        Wire.iso(session.joinedAt()),
        end == null ? null : Wire.iso(end.leftAt()),
        end == null ? 0 : end.durationSeconds(),
        end == null ? 0 : end.speakingSeconds(),
        reason == null ? null : reason.wireName());
  }

  @OpenApi(
      path = "/api/admin/timeline/{world}/{room_id}",
      methods = HttpMethod.GET,
      operationId = "timeline",
      summary = "Who came and went in a room",
      tags = "insight",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = {
        @OpenApiParam(name = "world", required = true, description = "The world"),
        @OpenApiParam(name = "room_id", required = true, description = "The room")
      },
      queryParams = {
        @OpenApiParam(name = "from", description = "ISO 8601, usually a day ago"),
        @OpenApiParam(name = "to", description = "ISO 8601, usually now")
      },
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Comings and goings, of at most 2,000 sessions",
            content = @OpenApiContent(from = TimelineAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void timeline(Context context) {
    doorman.require(context, Permission.CALLS_READ);
    Instant now = wallClock.instant();
    Instant from = time(context, "from");
    Instant to = time(context, "to");
    Insight.Filter filter =
        new Insight.Filter(
            Fields.checkedId("world", context.pathParam("world")),
            Fields.checkedId("room_id", context.pathParam("room_id")),
            null,
            from == null ? now.minus(1, ChronoUnit.DAYS) : from,
            to == null ? now : to,
            null,
            1);
    Answers.send(
        context,
        200,
        new TimelineAnswer(
            true,
            rooms.stored(insight.timeline(filter)).stream().map(HistoryCalls::entry).toList()));
  }

  private static MovementEntry entry(Insight.Movement movement) {
    return new MovementEntry(
        Wire.iso(movement.at()),
        movement.joined() ? "joined" : "left",
        movement.session().value(),
        movement.userId(),
        movement.username(),
        movement.present(),
        movement.reason());
  }

  @OpenApi(
      path = "/api/admin/user-profile/{user_id}",
      methods = HttpMethod.GET,
      operationId = "userProfile",
      summary = "What is known of a user",
      tags = "insight",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = @OpenApiParam(name = "user_id", required = true, description = "The user"),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The user",
            content = @OpenApiContent(from = UserProfileAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void profile(Context context) {
    doorman.require(context, Permission.CALLS_READ);
    String userId = Fields.checkedId("user_id", context.pathParam("user_id"));
    Insight.Profile profile =
        rooms
            .stored(insight.profile(userId))
            .orElseThrow(() -> new RefusedException(ErrorCode.NOT_FOUND, "There is no such user."));
    Answers.send(context, 200, new UserProfileAnswer(true, entry(profile)));
  }

  private static UserProfile entry(Insight.Profile profile) {
    return new UserProfile(
        profile.userId(),
        profile.username(),
        profile.role(),
        Wire.iso(profile.createdAt()),
        profile.sessions(),
        Math.round(profile.totalSeconds() / 60.0),
        profile.warnings(),
        profile.kicks(),
        profile.bans());
  }

  private static Insight.Filter filter(Context context, @Nullable String world) {
    return new Insight.Filter(
        world,
        Paging.optionalId(context, "room_id"),
        Paging.optionalId(context, "user_id"),
        time(context, "from"),
        time(context, "to"),
        Cursors.parse(context.queryParam("cursor")),
        Paging.limit(context));
  }

  private static @Nullable Instant time(Context context, String name) {
    String value = context.queryParam(name);
    if (value == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException _) {
      throw new RefusedException(
          ErrorCode.BAD_REQUEST, "'" + name + "' is a time such as 2026-03-01T12:00:00Z.");
    }
  }
}
