// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiRequestBody;
import io.javalin.openapi.OpenApiResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import palaver.base.RoomKey;
import palaver.http.access.Caller;
import palaver.http.access.GuestCookie;
import palaver.http.access.GuestTicket;
import palaver.http.access.GuestTickets;
import palaver.http.access.NetworkMarks;
import palaver.http.access.RateLimit;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.GuestAnswer;
import palaver.http.json.GuestRequest;
import palaver.http.json.Wire;
import palaver.identity.Scope;
import palaver.rooms.RoomsCommand;
import palaver.rooms.Subject;
import palaver.rooms.world.HostedWorld;
import palaver.rooms.world.WorldRecords;

/// `POST /api/voice/guest`: a ticket for a page's visitor, limited per address.
final class GuestCall {
  private final Doorman doorman;
  private final GuestTickets tickets;
  private final GuestCookie cookie;
  private final RoomsClient rooms;
  private final WorldRecords worlds;
  private final NetworkMarks marks;
  private final int bodyBytesMax;

  GuestCall(
      Doorman doorman,
      GuestTickets tickets,
      GuestCookie cookie,
      RoomsClient rooms,
      WorldRecords worlds,
      NetworkMarks marks,
      int bodyBytesMax) {
    this.cookie = cookie;
    this.rooms = rooms;
    this.worlds = worlds;
    this.marks = marks;
    this.doorman = doorman;
    this.tickets = tickets;
    this.bodyBytesMax = bodyBytesMax;
  }

  @OpenApi(
      path = "/api/voice/guest",
      methods = HttpMethod.POST,
      operationId = "guestTicket",
      summary = "Get a guest ticket",
      tags = "voice",
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = GuestRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The ticket",
            content = @OpenApiContent(from = GuestAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why there is no ticket",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void handle(Context context) throws IOException {
    if (!doorman.fromPage(context)) {
      // Programs have no origin that could be judged, so they show the key.
      doorman.requireKey(context, Scope.VOICE);
    }
    Fields fields = Fields.of(context, bodyBytesMax);
    GuestRequest request =
        new GuestRequest(
            fields.optionalText("ticket"),
            fields.optionalId("world"),
            fields.optionalId("room_id"));
    doorman.charge(RateLimit.GUEST_TICKETS, doorman.address(context));
    String old = request.ticket();
    GuestTicket ticket =
        Optional.ofNullable(old)
            .flatMap(tickets::renew)
            .orElseGet(() -> tickets.issue(cookie.userId(context, doorman.isEncrypted(context))));
    requireWelcome(context, request, ticket.userId());
    Answers.send(
        context,
        200,
        new GuestAnswer(
            true, ticket.token(), ticket.userId(), Wire.iso(ticket.expiresAt()), openWorlds()));
  }

  /// The worlds that let guests in, the one to start with first.
  private List<String> openWorlds() {
    return worlds.all().stream().filter(HostedWorld::openToGuests).map(HostedWorld::world).toList();
  }

  /// Tells somebody who is banned already now, when they say where they want to go.
  private void requireWelcome(Context context, GuestRequest request, String userId) {
    String world = request.world();
    String roomId = request.roomId();
    if (world != null && roomId != null) {
      String mark = marks.of(doorman.address(context), new Caller.Guest(userId), world);
      Subject who = new Subject(userId, mark);
      RoomKey room = new RoomKey(world, roomId);
      rooms.await(rooms.ask(number -> new RoomsCommand.Knock(number, room, who)));
    }
  }
}
