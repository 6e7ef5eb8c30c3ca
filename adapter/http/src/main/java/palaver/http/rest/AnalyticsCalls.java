// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import io.javalin.openapi.OpenApiSecurity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import palaver.http.json.AnalyticsAnswer;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.Wire;
import palaver.identity.Permission;
import palaver.rooms.EndReason;
import palaver.rooms.ErrorCode;
import palaver.rooms.SessionEnd;
import palaver.rooms.SessionRecord;
import palaver.rooms.insight.Insight;
import palaver.rooms.insight.ReportKind;
import palaver.rooms.insight.ReportQuery;
import palaver.rooms.insight.ReportTable;

/// Reports and the export of sessions, as JSON or CSV.
// The checker does not see nullable type arguments of other modules.
@SuppressWarnings("NullAway")
final class AnalyticsCalls {
  private static final int DAYS_DEFAULT = 30;
  private static final int DAYS_MAX = 3_660;

  private static final List<String> SESSION_COLUMNS =
      List.of(
          "session_id",
          "room_id",
          "user_id",
          "username",
          "world",
          "joined_at",
          "left_at",
          "duration_seconds",
          "speaking_seconds",
          "end_reason",
          "quality",
          "latency_ms",
          "jitter_ms",
          "packet_loss");

  private final Doorman doorman;
  private final RoomsClient rooms;
  private final Insight insight;
  private final InstantSource wallClock;

  AnalyticsCalls(Doorman doorman, RoomsClient rooms, Insight insight, InstantSource wallClock) {
    this.doorman = doorman;
    this.rooms = rooms;
    this.insight = insight;
    this.wallClock = wallClock;
  }

  @OpenApi(
      path = "/api/admin/analytics/{report}",
      methods = HttpMethod.GET,
      operationId = "analytics",
      summary = "A report",
      description =
          "summary, users, rooms, capacity, peak-times, concurrency, trends, quality, actions,"
              + " action-days, moderated-users, response-times or anomalies",
      tags = "insight",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = @OpenApiParam(name = "report", required = true, description = "Its name"),
      queryParams = {
        @OpenApiParam(name = "from", description = "The first day (UTC), usually 30 days ago"),
        @OpenApiParam(name = "to", description = "The last day (UTC), usually today"),
        @OpenApiParam(name = "world", description = "Of this world only"),
        @OpenApiParam(name = "limit", type = Integer.class, description = "Rows of a ranking"),
        @OpenApiParam(name = "format", description = "json or csv")
      },
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The report; with format=csv as text/csv",
            content = @OpenApiContent(from = AnalyticsAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void report(Context context) {
    doorman.require(context, Permission.ANALYTICS_READ);
    ReportKind kind =
        ReportKind.named(context.pathParam("report"))
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no such report."));
    ReportQuery query = query(context);
    boolean csv = csv(context);
    ReportTable table = rooms.stored(insight.report(kind, query));
    if (csv) {
      sendCsv(context, kind.wireName(), table);
    } else {
      Answers.send(
          context,
          200,
          new AnalyticsAnswer(
              true,
              kind.wireName(),
              query.from().toString(),
              query.to().toString(),
              table.columns(),
              table.rows().stream().map(row -> object(table.columns(), row)).toList()));
    }
  }

  private static void sendCsv(Context context, String name, ReportTable table) {
    StringBuilder text = new StringBuilder(Csv.line(table.columns()));
    table.rows().forEach(row -> text.append(Csv.line(row)));
    csvHeaders(context, name);
    context.result(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void csvHeaders(Context context, String name) {
    context.contentType("text/csv; charset=utf-8; header=present");
    context.header("Content-Disposition", "attachment; filename=\"palaver-" + name + ".csv\"");
    context.header("Cache-Control", "no-store");
  }

  private static Map<String, @Nullable Object> object(
      List<String> columns, List<@Nullable Object> row) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      object.put(columns.get(i), row.get(i));
    }
    return object;
  }

  @OpenApi(
      path = "/api/admin/export/sessions",
      methods = HttpMethod.GET,
      operationId = "exportSessions",
      summary = "Every session of some days",
      tags = "insight",
      security = @OpenApiSecurity(name = "bearer"),
      queryParams = {
        @OpenApiParam(name = "from", description = "The first day (UTC), usually 30 days ago"),
        @OpenApiParam(name = "to", description = "The last day (UTC), usually today"),
        @OpenApiParam(name = "world", description = "Of this world only"),
        @OpenApiParam(name = "format", description = "json (an array of objects) or csv")
      },
      responses = {
        @OpenApiResponse(status = "200", description = "The sessions, streamed"),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void export(Context context) throws IOException {
    doorman.require(context, Permission.PERSONAL_DATA_EXPORT);
    ReportQuery query = query(context);
    if (csv(context)) {
      csvHeaders(context, "sessions");
      exportCsv(query, context.outputStream());
    } else {
      context.contentType("application/json");
      context.header("Cache-Control", "no-store");
      exportJson(query, context.outputStream());
    }
  }

  /// Each portion is written before the next is read, so a slow client holds back the reading.
  private void exportCsv(ReportQuery query, OutputStream out) throws IOException {
    write(out, Csv.line(SESSION_COLUMNS));
    insight
        .export(query, portion -> portion.forEach(detail -> write(out, Csv.line(values(detail)))))
        .join();
  }

  private void exportJson(ReportQuery query, OutputStream out) throws IOException {
    String[] separator = {"[\n"};
    insight
        .export(
            query,
            portion ->
                portion.forEach(detail -> {
                  write(out, separator[0]);
                  write(out, Wire.JSON.writeValueAsString(object(SESSION_COLUMNS, values(detail))));
                  separator[0] = ",\n";
                }))
        .join();
    write(out, separator[0].startsWith("[") ? "[]\n" : "\n]\n");
  }

  private static void write(OutputStream out, String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static List<@Nullable Object> values(Insight.SessionDetail detail) {
    SessionRecord session = detail.session();
    SessionEnd end = session.end();
    EndReason reason = end == null ? null : end.reason();
    Insight.Quality quality = detail.quality();
    return Arrays.asList(
        session.session().value(),
        session.room().roomId(),
        session.userId(),
        session.username(),
        session.room().world(),
        Wire.iso(session.joinedAt()),
        end == null ? null : Wire.iso(end.leftAt()),
        end == null ? null : end.durationSeconds(),
        end == null ? null : end.speakingSeconds(),
        reason == null ? null : reason.wireName(),
        quality == null ? null : quality.grade(),
        quality == null ? null : quality.latencyMs(),
        quality == null ? null : quality.jitterMs(),
        quality == null ? null : quality.packetLoss());
  }

  private ReportQuery query(Context context) {
    LocalDate today = wallClock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate to = day(context, "to", today);
    LocalDate from = day(context, "from", to.minusDays(DAYS_DEFAULT - 1L));
    if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= DAYS_MAX) {
      throw new RefusedException(
          ErrorCode.BAD_REQUEST, "'from' is not behind 'to', and at most ten years before it.");
    }
    return new ReportQuery(from, to, Paging.optionalId(context, "world"), Paging.limit(context));
  }

  private static LocalDate day(Context context, String name, LocalDate otherwise) {
    String value = context.queryParam(name);
    try {
      return value == null ? otherwise : LocalDate.parse(value);
    } catch (DateTimeException _) {
      throw new RefusedException(
          ErrorCode.BAD_REQUEST, "'" + name + "' is a day such as 2026-03-01.");
    }
  }

  private static boolean csv(Context context) {
    String format = context.queryParam("format");
    return switch (format == null ? "json" : format) {
      case "json" -> false;
      case "csv" -> true;
      default -> throw new RefusedException(ErrorCode.BAD_REQUEST, "'format' is json or csv.");
    };
  }
}
