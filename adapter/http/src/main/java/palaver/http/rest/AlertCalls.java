// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import io.javalin.openapi.OpenApiSecurity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.http.access.Caller;
import palaver.http.json.AlertAnswer;
import palaver.http.json.AlertEntry;
import palaver.http.json.AlertsAnswer;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.Wire;
import palaver.http.live.LiveFeed;
import palaver.identity.Permission;
import palaver.rooms.ErrorCode;
import palaver.rooms.alert.AlertRecords;
import palaver.rooms.alert.StoredAlert;

/// The alerts that were raised, and who takes care of them.
final class AlertCalls {
  private final Doorman doorman;
  private final RoomsClient client;
  private final AlertRecords records;
  private final LiveFeed live;
  private final InstantSource wallClock;

  AlertCalls(
      Doorman doorman,
      RoomsClient client,
      AlertRecords records,
      LiveFeed live,
      InstantSource wallClock) {
    this.doorman = doorman;
    this.client = client;
    this.records = records;
    this.live = live;
    this.wallClock = wallClock;
  }

  @OpenApi(
      path = "/api/admin/alerts",
      methods = HttpMethod.GET,
      operationId = "listAlerts",
      summary = "What needed a person, the newest first",
      tags = "monitoring",
      security = @OpenApiSecurity(name = "bearer"),
      queryParams = {
        @OpenApiParam(name = "state", description = "open leaves out what was acknowledged"),
        @OpenApiParam(name = "limit", description = "At most so many, 1 to 200, usually 50"),
        @OpenApiParam(name = "before", description = "The `before` of the page that came last")
      },
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The alerts",
            content = @OpenApiContent(from = AlertsAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void list(Context context) {
    doorman.require(context, Permission.ANALYTICS_READ);
    int limit = Paging.limit(context);
    List<AlertRecords.Numbered> page =
        client.stored(records.page(openOnly(context), Paging.before(context), limit));
    Long before = page.size() < limit ? null : page.getLast().number();
    Answers.send(
        context,
        200,
        new AlertsAnswer(
            true, page.stream().map(each -> AlertEntry.of(each.stored())).toList(), before));
  }

  private static boolean openOnly(Context context) {
    @Nullable String state = context.queryParam("state");
    if (state != null && !state.equals("open")) {
      throw new RefusedException(ErrorCode.BAD_REQUEST, "'state' is open, or is left out.");
    }
    return state != null;
  }

  @OpenApi(
      path = "/api/admin/alerts/{alert_id}/acknowledge",
      methods = HttpMethod.POST,
      operationId = "acknowledgeAlert",
      summary = "Take care of an alert",
      tags = "monitoring",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = {@OpenApiParam(name = "alert_id", required = true, description = "The alert")},
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The alert as it is now; the first who acknowledged it stays",
            content = @OpenApiContent(from = AlertAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void acknowledge(Context context) {
    Caller.Account admin = doorman.require(context, Permission.ANALYTICS_READ);
    String id = Fields.checkedId("alert_id", context.pathParam("alert_id"));
    Instant now = wallClock.instant();
    StoredAlert alert =
        client
            .stored(records.acknowledge(id, admin.name(), now))
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no such alert."));
    live.publish(
        "alert_acknowledged",
        Wire.JSON
            .createObjectNode()
            .put("alert_id", alert.alertId())
            .put("acknowledged_by", alert.acknowledgedBy()));
    Answers.send(context, 200, new AlertAnswer(true, AlertEntry.of(alert), Wire.iso(now)));
  }
}
