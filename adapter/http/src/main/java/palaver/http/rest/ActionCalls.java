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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import palaver.http.access.Caller;
import palaver.http.json.ActionEntry;
import palaver.http.json.ActionLogAnswer;
import palaver.http.json.ActionLogRequest;
import palaver.http.json.ActionsAnswer;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.SanctionEntry;
import palaver.http.json.SanctionsAnswer;
import palaver.http.json.Wire;
import palaver.identity.Permission;
import palaver.rooms.ErrorCode;
import palaver.rooms.moderation.AdminAction;
import palaver.rooms.moderation.ModerationRecords;
import palaver.rooms.moderation.ModerationRecords.HeldSanction;
import palaver.rooms.moderation.ModerationRecords.NumberedAction;
import palaver.rooms.moderation.Sanction;

/// What moderators did and what holds: the log of actions, and the sanctions.
final class ActionCalls {
  private static final Set<String> REPORTED_TYPES = Set.of("kick", "mute", "ban", "warn");

  private final Doorman doorman;
  private final RoomsClient rooms;
  private final ModerationRecords records;
  private final Moderating moderating;
  private final InstantSource wallClock;
  private final int bodyBytesMax;

  ActionCalls(
      Doorman doorman,
      RoomsClient rooms,
      ModerationRecords records,
      Moderating moderating,
      InstantSource wallClock,
      int bodyBytesMax) {
    this.doorman = doorman;
    this.rooms = rooms;
    this.records = records;
    this.moderating = moderating;
    this.wallClock = wallClock;
    this.bodyBytesMax = bodyBytesMax;
  }

  @OpenApi(
      path = "/api/admin/action/log",
      methods = HttpMethod.POST,
      operationId = "logAction",
      summary = "Note an action that was taken elsewhere",
      tags = "moderation",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = ActionLogRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Noted",
            content = @OpenApiContent(from = ActionLogAnswer.class)),
        @OpenApiResponse(
            status = "202",
            description = "It is stored as soon as the store can be written",
            content = @OpenApiContent(from = ActionLogAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void log(Context context) throws IOException {
    Caller.Account admin = doorman.require(context, Permission.ACTIONS_LOG);
    ActionLogRequest request = read(Fields.of(context, bodyBytesMax));
    if (request.adminUserId() != null && !request.adminUserId().equals(admin.name())) {
      throw new RefusedException(
          ErrorCode.USER_MISMATCH, "'admin_user_id' is somebody else than the token's.");
    }
    String id = moderating.newId();
    Instant now = wallClock.instant();
    boolean durable =
        moderating.note(
            new AdminAction(
                id,
                request.actionType(),
                request.targetUserId(),
                request.targetUsername(),
                admin.name(),
                request.adminUsername(),
                request.world(),
                request.roomId(),
                request.reason(),
                now,
                AdminAction.Source.REPORTED,
                null));
    Answers.send(
        context,
        durable ? 200 : 202,
        new ActionLogAnswer(true, id, durable, "Action noted", Wire.iso(now)));
  }

  private static ActionLogRequest read(Fields fields) {
    String type = fields.id("action_type");
    if (!REPORTED_TYPES.contains(type)) {
      throw new RefusedException(
          ErrorCode.BAD_REQUEST, "'action_type' is kick, mute, ban or warn.");
    }
    return new ActionLogRequest(
        type,
        fields.id("target_user_id"),
        fields.optionalText("target_username"),
        fields.optionalId("admin_user_id"),
        fields.optionalText("admin_username"),
        fields.id("world"),
        fields.optionalId("room_id"),
        fields.optionalText("reason"),
        fields.optionalText("timestamp"));
  }

  @OpenApi(
      path = "/api/admin/actions/{world}",
      methods = HttpMethod.GET,
      operationId = "listActions",
      summary = "List what moderators did, the newest first",
      tags = "moderation",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = {@OpenApiParam(name = "world", required = true, description = "The world")},
      queryParams = {
        @OpenApiParam(name = "limit", description = "At most so many, 1 to 200, usually 50"),
        @OpenApiParam(name = "before", description = "Only those before this id"),
        @OpenApiParam(name = "user_id", description = "Only those meant for this user")
      },
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The actions",
            content = @OpenApiContent(from = ActionsAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void list(Context context) {
    doorman.require(context, Permission.CALLS_READ);
    String world = Fields.checkedId("world", context.pathParam("world"));
    int limit = Paging.limit(context);
    List<NumberedAction> page =
        rooms.stored(
            records.actions(
                world, Paging.before(context), Paging.optionalId(context, "user_id"), limit));
    Answers.send(
        context,
        200,
        new ActionsAnswer(
            true,
            page.stream().map(ActionCalls::entry).toList(),
            page.size() < limit ? null : page.getLast().number()));
  }

  private static ActionEntry entry(NumberedAction numbered) {
    AdminAction action = numbered.action();
    return new ActionEntry(
        numbered.number(),
        action.actionId(),
        action.type(),
        action.targetUserId(),
        action.targetUsername(),
        action.adminUserId(),
        action.adminUsername(),
        action.world(),
        action.roomId(),
        action.reason(),
        action.source().wireName(),
        Wire.iso(action.at()),
        Paging.iso(action.endsAt()));
  }

  @OpenApi(
      path = "/api/admin/sanctions/{world}",
      methods = HttpMethod.GET,
      operationId = "listSanctions",
      summary = "List the sanctions that hold",
      tags = "moderation",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = {@OpenApiParam(name = "world", required = true, description = "The world")},
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The sanctions",
            content = @OpenApiContent(from = SanctionsAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void sanctions(Context context) {
    doorman.require(context, Permission.CALLS_READ);
    String world = Fields.checkedId("world", context.pathParam("world"));
    List<HeldSanction> held = rooms.stored(records.sanctions(world, wallClock.instant()));
    Answers.send(
        context, 200, new SanctionsAnswer(true, held.stream().map(ActionCalls::entry).toList()));
  }

  private static SanctionEntry entry(HeldSanction held) {
    Sanction sanction = held.sanction();
    return new SanctionEntry(
        sanction.id(),
        sanction.kind().wireName(),
        sanction.world(),
        sanction.roomId(),
        sanction.userId(),
        held.username(),
        sanction.reason(),
        sanction.networkMark() != null,
        held.adminUserId(),
        Wire.iso(held.createdAt()),
        Paging.iso(sanction.endsAt()));
  }
}
