// SPDX-License-Identifier: Apache-2.0
package palaver.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The signaling WebSocket: JSON out, JSON in, pings answered.
final class SignalingSocket implements AutoCloseable {

  private final WebSocket socket;
  private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

  /// Opens the socket.
  ///
  /// @param received takes each message, one after the other, on a thread of the HTTP client
  SignalingSocket(HttpClient http, URI address, Consumer<JsonNode> received) {
    socket = http.newWebSocketBuilder().buildAsync(address, new Listener(received)).join();
  }

  /// Sends a message after those before it.
  synchronized void send(Map<String, ?> message) {
    String text = RoomService.JSON.writeValueAsString(message);
    lastSend = lastSend.thenCompose(before -> socket.sendText(text, true));
  }

  /// Closes the socket after what was sent before, within a second.
  @Override
  public synchronized void close() {
    lastSend =
        lastSend
            .thenCompose(before -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""))
            .orTimeout(1, TimeUnit.SECONDS)
            .exceptionally(gone -> socket);
    lastSend.join();
  }

  private final class Listener implements WebSocket.Listener {
    private final Consumer<JsonNode> received;
    private final StringBuilder text = new StringBuilder();

    Listener(Consumer<JsonNode> received) {
      this.received = received;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        JsonNode message = RoomService.JSON.readTree(text.toString());
        text.setLength(0);
        if (message.path("type").asString().equals("ping")) {
          send(Map.of("type", "pong"));
        } else {
          received.accept(message);
        }
      }
      from.request(1);
      return null;
    }
  }
}
