// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiRequestBody;
import io.javalin.openapi.OpenApiResponse;
import io.javalin.openapi.OpenApiSecurity;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import palaver.http.access.Caller;
import palaver.http.access.RateLimit;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.ReportAnswer;
import palaver.http.json.ReportChange;
import palaver.http.json.ReportEntry;
import palaver.http.json.ReportFiledAnswer;
import palaver.http.json.ReportNote;
import palaver.http.json.ReportRequest;
import palaver.http.json.ReportsAnswer;
import palaver.http.json.Wire;
import palaver.http.live.LiveFeed;
import palaver.identity.Grant;
import palaver.identity.Permission;
import palaver.identity.Scope;
import palaver.rooms.ErrorCode;
import palaver.rooms.moderation.Report;
import palaver.rooms.moderation.ReportRecords;

/// What users tell the moderators, and the queue of it.
final class ReportCalls {
  private static final int TEXT_CHARS_MAX = 1_000;

  private final Doorman doorman;
  private final RoomsClient rooms;
  private final ReportRecords records;
  private final Moderating moderating;
  private final LiveFeed live;
  private final InstantSource wallClock;
  private final int bodyBytesMax;

  ReportCalls(
      Doorman doorman,
      RoomsClient rooms,
      ReportRecords records,
      Moderating moderating,
      LiveFeed live,
      InstantSource wallClock,
      int bodyBytesMax) {
    this.doorman = doorman;
    this.rooms = rooms;
    this.records = records;
    this.moderating = moderating;
    this.live = live;
    this.wallClock = wallClock;
    this.bodyBytesMax = bodyBytesMax;
  }

  @OpenApi(
      path = "/api/voice/report",
      methods = HttpMethod.POST,
      operationId = "report",
      summary = "Report somebody to the moderators",
      tags = "voice",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = ReportRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Filed",
            content = @OpenApiContent(from = ReportFiledAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void file(Context context) throws IOException {
    Caller caller = doorman.callerOrKey(context, Scope.VOICE);
    Doorman.requireGrant(caller, Grant.REPORT);
    ReportRequest request = read(Fields.of(context, bodyBytesMax));
    if (!caller.actsFor(request.userId()) || !caller.maySee(request.world())) {
      throw new RefusedException(ErrorCode.USER_MISMATCH, "This token is of another 'user_id'.");
    }
    doorman.charge(RateLimit.REPORTS, request.userId());
    Report report =
        Report.filed(
            moderating.newId(),
            request.world(),
            request.roomId(),
            request.userId(),
            request.reportedUserId(),
            request.reportedUsername(),
            request.reason(),
            request.messageId(),
            wallClock.instant());
    rooms.stored(records.file(report));
    publish("filed", report);
    Answers.send(
        context,
        200,
        new ReportFiledAnswer(
            true, report.reportId(), "The moderators are told", Wire.iso(report.filedAt())));
  }

  private static ReportRequest read(Fields fields) {
    return new ReportRequest(
        fields.id("world"),
        fields.id("room_id"),
        fields.id("user_id"),
        fields.id("reported_user_id"),
        fields.optionalText("reported_username"),
        words(fields.text("reason"), "reason"),
        fields.optionalId("message_id"));
  }

  @OpenApi(
      path = "/api/admin/reports/{world}",
      methods = HttpMethod.GET,
      operationId = "listReports",
      summary = "The queue of reports, the oldest first",
      tags = "moderation",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = {@OpenApiParam(name = "world", required = true, description = "The world")},
      queryParams = {
        @OpenApiParam(name = "state", description = "open, taken or resolved; without it all"),
        @OpenApiParam(name = "limit", description = "At most so many, 1 to 200, usually 50")
      },
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The reports",
            content = @OpenApiContent(from = ReportsAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void list(Context context) {
    doorman.require(context, Permission.REPORTS_HANDLE);
    String world = Fields.checkedId("world", context.pathParam("world"));
    String state = context.queryParam("state");
    Answers.send(
        context,
        200,
        new ReportsAnswer(
            true,
            rooms
                .stored(
                    records.list(world, state == null ? null : state(state), Paging.limit(context)))
                .stream()
                .map(ReportCalls::entry)
                .toList()));
  }

  @OpenApi(
      path = "/api/admin/reports/{report_id}",
      methods = HttpMethod.POST,
      operationId = "changeReport",
      summary = "Take a report, note on it, resolve it",
      tags = "moderation",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = {@OpenApiParam(name = "report_id", required = true, description = "The report")},
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = ReportChange.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The report as it is now",
            content = @OpenApiContent(from = ReportAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void change(Context context) throws IOException {
    Caller.Account admin = doorman.require(context, Permission.REPORTS_HANDLE);
    String id = Fields.checkedId("report_id", context.pathParam("report_id"));
    Fields fields = Fields.of(context, bodyBytesMax);
    ReportChange change =
        new ReportChange(fields.optionalText("state"), fields.optionalText("note"));
    String note = change.note() == null ? null : words(change.note(), "note");
    Report.State state = change.state() == null ? null : state(change.state());
    if (state == null && note == null) {
      throw new RefusedException(ErrorCode.BAD_REQUEST, "A change has a 'state' or a 'note'.");
    }
    Report changed =
        rooms
            .stored(
                records.change(
                    id, new Report.Change(admin.name(), state, note, wallClock.instant())))
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no such report."));
    publish("changed", changed);
    Answers.send(
        context, 200, new ReportAnswer(true, entry(changed), Wire.iso(wallClock.instant())));
  }

  private void publish(String what, Report report) {
    live.publish(
        "report",
        Wire.JSON
            .createObjectNode()
            .put("what", what)
            .put("report_id", report.reportId())
            .put("world", report.world())
            .put("room_id", report.roomId())
            .put("reported_user_id", report.reportedUserId())
            .put("state", report.state().wireName())
            .put("taken_by", report.takenBy()));
  }

  private static String words(String text, String field) {
    String words = text.strip();
    if (words.isEmpty() || words.length() > TEXT_CHARS_MAX) {
      throw new RefusedException(
          ErrorCode.BAD_REQUEST, "'" + field + "' has 1 to " + TEXT_CHARS_MAX + " characters.");
    }
    return words;
  }

  private static Report.State state(String name) {
    return Arrays.stream(Report.State.values())
        .filter(state -> state.wireName().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new RefusedException(ErrorCode.BAD_REQUEST, "'state' is open, taken or resolved."));
  }

  private static ReportEntry entry(Report report) {
    @Nullable String resolvedAt = Paging.iso(report.resolvedAt());
    return new ReportEntry(
        report.reportId(),
        report.world(),
        report.roomId(),
        report.reporterUserId(),
        report.reportedUserId(),
        report.reportedUsername(),
        report.reason(),
        report.messageId(),
        Wire.iso(report.filedAt()),
        report.state().wireName(),
        report.takenBy(),
        resolvedAt,
        report.notes().stream()
            .map(note -> new ReportNote(note.adminUserId(), note.text(), Wire.iso(note.at())))
            .toList());
  }
}
