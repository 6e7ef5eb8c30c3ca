// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import io.javalin.openapi.OpenApiSecurity;
import java.util.List;
import palaver.http.json.AuditAnswer;
import palaver.http.json.AuditRow;
import palaver.http.json.AuditVerdict;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.Wire;
import palaver.identity.Permission;
import palaver.rooms.audit.AuditEntry;
import palaver.rooms.audit.AuditReader;

/// `GET /api/admin/audit`: the audit log, and whether it is what it was.
final class AuditCalls {
  private final Doorman doorman;
  private final RoomsClient rooms;
  private final AuditReader audit;

  AuditCalls(Doorman doorman, RoomsClient rooms, AuditReader audit) {
    this.doorman = doorman;
    this.rooms = rooms;
    this.audit = audit;
  }

  @OpenApi(
      path = "/api/admin/audit",
      methods = HttpMethod.GET,
      operationId = "readAuditLog",
      summary = "The audit log, the newest entries first, and whether it is whole",
      tags = "moderation",
      security = @OpenApiSecurity(name = "bearer"),
      queryParams = {
        @OpenApiParam(name = "limit", type = Integer.class, description = "1 to 200, usually 50"),
        @OpenApiParam(name = "before", type = Long.class, description = "Where the page begins")
      },
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The entries of this server, and the verdict on the whole log",
            content = @OpenApiContent(from = AuditAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void list(Context context) {
    doorman.require(context, Permission.AUDIT_READ);
    int limit = Paging.limit(context);
    List<AuditEntry> page = rooms.stored(audit.page(Paging.before(context), limit));
    AuditReader.State state = rooms.stored(audit.verified());
    Answers.send(
        context,
        200,
        new AuditAnswer(
            true,
            page.stream().map(AuditRow::of).toList(),
            new AuditVerdict(
                state.whole(),
                state.entries(),
                state.signedHeads(),
                state.defect(),
                Wire.iso(state.verifiedAt())),
            page.size() < limit ? null : page.getLast().sequence()));
  }
}
