// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.WebSocket;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.base.Outbox;
import palaver.base.SessionId;
import palaver.http.signal.FakeEngine;
import palaver.http.signal.SignalDriver;
import palaver.rooms.ErrorCode;
import palaver.rooms.RoomsCommand;
import palaver.rooms.RoomsEvent;
import palaver.rooms.ServerMessage;

/// A client that does not read loses its socket; nobody else waits for it.
class SlowClientTest {
  private static final int TEXT_CHARS = 32 * 1024;
  private static final int MESSAGES_MAX = 20_000;

  private final FakeRecords records = new FakeRecords();
  private final FakeEngine engine = new FakeEngine(this::flood);
  private final SignalDriver signal =
      new SignalDriver(engine, (_, _) -> true, records::end, InstantSource.system());
  private final HttpServer server =
      new HttpServer(
          HttpConfig.plain("127.0.0.1", 0, "0.1-test"), signal, ServerFixture.barePorts(records));
  private volatile long slow;
  private int port;

  @BeforeEach
  void start() throws CannotListenException {
    signal.start();
    port = server.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    signal.stop(0);
    server.stop();
  }

  @Test
  void overflowClosesThatSocketWithAnError() throws InterruptedException {
    HeldBack reader = new HeldBack();
    WebSocket socket =
        RestClient.HTTP
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/voice/signal"), reader)
            .join();
    assertThat(engine.nextCommand()).isInstanceOf(RoomsCommand.SocketOpened.class);

    int sent = 0;
    RoomsCommand seen = new RoomsCommand.Abandon(new SessionId("none"));
    while (seen instanceof RoomsCommand.Abandon && sent++ < MESSAGES_MAX) {
      signal.submit(new RoomsCommand.Abandon(new SessionId("flood")));
      seen = engine.nextCommand();
    }
    assertThat(seen).isEqualTo(new RoomsCommand.SocketClosed(slow));
    assertThat(signal.counters().slowClients()).isEqualTo(1);

    socket.request(Long.MAX_VALUE);
    assertThat(reader.closed.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(1008);
    String last = "";
    for (String next = reader.texts.poll(); next != null; next = reader.texts.poll()) {
      last = next;
    }
    assertThat(RestClient.JSON.readTree(last).path("code").asString()).isEqualTo("SLOW_CLIENT");
  }

  private void flood(RoomsCommand command, Outbox<RoomsEvent> outbox) {
    switch (command) {
      case RoomsCommand.SocketOpened opened -> slow = opened.connection();
      case RoomsCommand.Abandon _ ->
          outbox.emit(
              new RoomsEvent.Send(
                  slow,
                  new ServerMessage.Failure(ErrorCode.INTERNAL, "x".repeat(TEXT_CHARS), null)));
      default -> {}
    }
  }

  /// Reads nothing until it is asked to.
  private static final class HeldBack implements WebSocket.Listener {
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();

    @Override
    public void onOpen(WebSocket webSocket) {}

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        texts.add(partial.toString());
        partial.setLength(0);
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
      closed.complete(status);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.completeExceptionally(error);
    }
  }
}
