// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import io.javalin.openapi.OpenApiSecurity;
import java.time.InstantSource;
import palaver.http.access.Caller;
import palaver.http.json.DoneAnswer;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.PersonAnswer;
import palaver.http.json.Wire;
import palaver.identity.Permission;
import palaver.rooms.ErrorCode;
import palaver.rooms.privacy.PersonRecords;

/// What is stored about a person: for themselves, and for the admin whom they ask.
final class PersonCalls {
  private final Doorman doorman;
  private final RoomsClient rooms;
  private final PersonRecords people;
  private final InstantSource clock;

  PersonCalls(Doorman doorman, RoomsClient rooms, PersonRecords people, InstantSource clock) {
    this.doorman = doorman;
    this.rooms = rooms;
    this.people = people;
    this.clock = clock;
  }

  @OpenApi(
      path = "/api/voice/my-data",
      methods = HttpMethod.GET,
      operationId = "myData",
      summary = "All that is stored about the caller",
      tags = "privacy",
      security = @OpenApiSecurity(name = "bearer"),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Table by table",
            content = @OpenApiContent(from = PersonAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void own(Context context) {
    Caller caller = doorman.caller(context);
    String userId = caller.subject();
    if (userId == null) {
      throw new RefusedException(ErrorCode.FORBIDDEN, "A server key is nobody.");
    }
    answer(context, userId);
  }

  @OpenApi(
      path = "/api/admin/people/{user_id}/export",
      methods = HttpMethod.GET,
      operationId = "exportPerson",
      summary = "All that is stored about a person",
      tags = "privacy",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = {@OpenApiParam(name = "user_id", required = true, description = "Whose data")},
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Table by table",
            content = @OpenApiContent(from = PersonAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void export(Context context) {
    doorman.require(context, Permission.PERSONAL_DATA_EXPORT);
    answer(context, context.pathParam("user_id"));
  }

  private void answer(Context context, String userId) {
    Answers.send(
        context,
        200,
        new PersonAnswer(
            true, userId, Wire.iso(clock.instant()), rooms.stored(people.export(userId))));
  }

  @OpenApi(
      path = "/api/admin/people/{user_id}/erase",
      methods = HttpMethod.POST,
      operationId = "erasePerson",
      summary = "Take a person out of everything that is stored",
      tags = "privacy",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = {@OpenApiParam(name = "user_id", required = true, description = "Whom")},
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Nothing names them any more",
            content = @OpenApiContent(from = DoneAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void erase(Context context) {
    Caller.Account admin = doorman.require(context, Permission.PERSONAL_DATA_ERASE);
    switch (rooms.stored(people.erase(context.pathParam("user_id"), admin.name()))) {
      case DONE ->
          Answers.send(
              context,
              200,
              new DoneAnswer(true, "Nothing names them any more.", Wire.iso(clock.instant())));
      case UNKNOWN ->
          throw new RefusedException(ErrorCode.NOT_FOUND, "Nothing is stored about them.");
      case LAST_ADMIN ->
          throw new RefusedException(
              ErrorCode.LAST_ADMIN, "The server would have no admin any more.");
    }
  }
}
