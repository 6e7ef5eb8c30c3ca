// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A signaling WebSocket as a client has it: what arrives waits in order.
final class SignalClient implements WebSocket.Listener, AutoCloseable {

  /// Stands for a connection that ended without a close frame (RFC 6455, section 7.1.5).
  static final int RESET = 1006;

  private static final long PATIENCE_S = 10;

  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final BlockingDeque<JsonNode> arrived = new LinkedBlockingDeque<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;

  SignalClient(int port, String... headers) {
    this(port, "/api/voice/signal", headers);
  }

  /// A WebSocket at another address of the server.
  SignalClient(int port, String path, String[] headers) {
    WebSocket.Builder builder = RestClient.HTTP.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    URI uri = URI.create("ws://127.0.0.1:" + port + path);
    try {
      socket = builder.buildAsync(uri, this).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the upgrade was refused", e.getCause());
    }
  }

  /// Joins by REST with the server's key and opens the signaling of the new session. The server has
  /// taken it when this returns; its first answer is the next message.
  static SignalClient joined(ServerFixture fixture, String userId) {
    RestClient.Response join = fixture.rest().withKey().join("materie", "hall", userId, userId);
    SignalClient client = new SignalClient(fixture.port);
    client.voiceJoin(join.text("session_id"), join.text("signaling_ticket"));
    client.arrived.addFirst(client.next());
    return client;
  }

  void voiceJoin(String sessionId, String ticket) {
    send(
        RestClient.JSON
            .createObjectNode()
            .put("type", "voice_join")
            .put("sessionId", sessionId)
            .put("ticket", ticket)
            .toString());
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  /// Sends what the server may refuse to read to its end: a connection that it closes meanwhile is
  /// no failure of the test.
  void sendAsFarAsItIsRead(String text) {
    if (socket.sendText(text, true).handle((sent, failure) -> failure != null).join()) {
      closed.complete(RESET);
    }
  }

  void sendBinary(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /// The next message.
  JsonNode next() {
    try {
      JsonNode message = arrived.poll(PATIENCE_S, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no message within " + PATIENCE_S + " s");
      }
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// The next message of `type`; others before it are passed over.
  JsonNode next(String type) {
    while (true) {
      JsonNode message = next();
      if (message.path("type").asString().equals(type)) {
        return message;
      }
    }
  }

  int closeStatus() {
    return closed.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
  }

  void abort() {
    socket.abort();
  }

  @Override
  public void close() {
    socket.abort();
  }

  @Override
  public void onOpen(WebSocket webSocket) {
    webSocket.request(Long.MAX_VALUE);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      arrived.add(RestClient.JSON.readTree(partial.toString()));
      partial.setLength(0);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closed.complete(statusCode);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.complete(RESET);
  }
}
