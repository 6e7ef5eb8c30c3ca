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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import palaver.http.access.Caller;
import palaver.http.json.DoneAnswer;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.KeyAnswer;
import palaver.http.json.KeyEntry;
import palaver.http.json.KeyRequest;
import palaver.http.json.KeysAnswer;
import palaver.http.json.RotateRequest;
import palaver.http.json.Wire;
import palaver.identity.Permission;
import palaver.identity.Scope;
import palaver.identity.ServerKey;

/// Server keys, for admins.
final class KeyCalls {
  private static final Duration LIFETIME_MAX = Duration.ofDays(3650);
  private static final Duration OVERLAP_MAX = Duration.ofDays(30);

  private final Doorman doorman;
  private final KeyDesk desk;
  private final InstantSource wallClock;
  private final int bodyBytesMax;

  KeyCalls(Doorman doorman, KeyDesk desk, InstantSource wallClock, int bodyBytesMax) {
    this.doorman = doorman;
    this.desk = desk;
    this.wallClock = wallClock;
    this.bodyBytesMax = bodyBytesMax;
  }

  @OpenApi(
      path = "/api/admin/keys",
      methods = HttpMethod.GET,
      operationId = "listKeys",
      summary = "List the server keys",
      tags = "keys",
      security = @OpenApiSecurity(name = "bearer"),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The keys, but not the keys themselves",
            content = @OpenApiContent(from = KeysAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void list(Context context) {
    doorman.require(context, Permission.KEYS_READ);
    Answers.send(context, 200, new KeysAnswer(true, desk.all().stream().map(this::entry).toList()));
  }

  @OpenApi(
      path = "/api/admin/keys",
      methods = HttpMethod.POST,
      operationId = "addKey",
      summary = "Make a server key",
      tags = "keys",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(content = @OpenApiContent(from = KeyRequest.class), required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The key, shown this once",
            content = @OpenApiContent(from = KeyAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void add(Context context) throws IOException {
    Caller.Account admin = doorman.require(context, Permission.KEYS_CHANGE);
    Fields fields = Fields.of(context, bodyBytesMax);
    String name = fields.name("name");
    Set<Scope> scopes = fields.optionalConstants("scopes", Scope.class);
    Duration lifetime = fields.optionalSeconds("lifetime_seconds", LIFETIME_MAX);
    answer(context, desk.add(admin.name(), name, scopes, lifetime));
  }

  @OpenApi(
      path = "/api/admin/keys/{id}/rotate",
      methods = HttpMethod.POST,
      operationId = "rotateKey",
      summary = "Make a key that takes over from another",
      tags = "keys",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = @OpenApiParam(name = "id", required = true, description = "The old key"),
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = RotateRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The new key, shown this once",
            content = @OpenApiContent(from = KeyAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void rotate(Context context) throws IOException {
    Caller.Account admin = doorman.require(context, Permission.KEYS_CHANGE);
    String id = Fields.checkedId("id", context.pathParam("id"));
    Duration overlap =
        Fields.of(context, bodyBytesMax).optionalSeconds("overlap_seconds", OVERLAP_MAX);
    answer(context, desk.rotate(admin.name(), id, overlap == null ? KeyDesk.OVERLAP : overlap));
  }

  @OpenApi(
      path = "/api/admin/keys/{id}/revoke",
      methods = HttpMethod.POST,
      operationId = "revokeKey",
      summary = "End a server key at once",
      tags = "keys",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = @OpenApiParam(name = "id", required = true, description = "The key"),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "It is not valid any more",
            content = @OpenApiContent(from = DoneAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void revoke(Context context) {
    Caller.Account admin = doorman.require(context, Permission.KEYS_CHANGE);
    desk.revoke(admin.name(), Fields.checkedId("id", context.pathParam("id")));
    Answers.done(context, "Key revoked", wallClock.instant());
  }

  private static void answer(Context context, ServerKey.Made made) {
    ServerKey key = made.record();
    Answers.send(context, 200, new KeyAnswer(true, made.key(), key.id(), key.name(), scopes(key)));
  }

  private KeyEntry entry(ServerKey key) {
    return new KeyEntry(
        key.id(),
        key.name(),
        scopes(key),
        Wire.iso(key.createdAt()),
        time(key.expiresAt()),
        time(key.revokedAt()),
        desk.isValid(key));
  }

  private static List<String> scopes(ServerKey key) {
    return key.scopes().stream().map(Scope::id).toList();
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : Wire.iso(time);
  }
}
