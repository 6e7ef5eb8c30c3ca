// SPDX-License-Identifier: Apache-2.0
package palaver.client;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import palaver.base.SecretSource;
import palaver.base.SessionId;
import palaver.net.dtls.DtlsCertificate;
import palaver.rtc.IceCredentials;
import palaver.rtc.SendSlot;
import palaver.rtc.peer.ClientEvent;
import palaver.rtc.peer.ClientParameters;
import palaver.rtc.peer.PeerState;
import tools.jackson.databind.JsonNode;

/// One participant without a browser: joins over REST, signals over the WebSocket, and carries
/// media by the same engine that the simulator tests.
public final class RoomClient implements AutoCloseable {

  private static final int OPUS_PAYLOAD_TYPE = 96;
  private static final int LEVEL_EXTENSION_ID = 4;
  private static final int MID_EXTENSION_ID = 7;

  private final SecretSource secrets;
  private final DtlsCertificate certificate;
  private final RoomService.Joined joined;
  private final IceCredentials ice;
  private final SignalingSocket signaling;
  private final List<Consumer<JsonNode>> messageListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<ClientEvent.Heard>> heardListeners = new CopyOnWriteArrayList<>();
  private final CompletableFuture<RoomClient> connected = new CompletableFuture<>();
  private volatile @Nullable MediaLine media;
  private volatile @Nullable OpusFrames sound;
  private volatile @Nullable Consumer<Long> sentListener;
  private long frame;
  private boolean closed;

  RoomClient(
      HttpClient http, DtlsCertificate certificate, SecretSource secrets, Invitation invitation) {
    this.secrets = secrets;
    this.certificate = certificate;
    joined = new RoomService(http).join(invitation);
    ice = new IceCredentials(text(6), text(18));
    signaling = new SignalingSocket(http, joined.signaling(), this::onMessage);
    signaling.send(
        Map.of("type", "voice_join", "sessionId", joined.sessionId(), "ticket", joined.ticket()));
    String offer =
        new ClientOffer(
                ice,
                certificate.fingerprint(),
                joined.slots(),
                OPUS_PAYLOAD_TYPE,
                LEVEL_EXTENSION_ID,
                MID_EXTENSION_ID)
            .toSdp();
    signaling.send(Map.of("type", "offer", "to", "sfu", "sdp", offer));
  }

  private String text(int secretBytes) {
    byte[] base64 = Base64.getEncoder().withoutPadding().encode(secrets.bytes(secretBytes));
    return new String(base64, StandardCharsets.US_ASCII);
  }

  private void onMessage(JsonNode message) {
    if (message.path("type").asString().equals("answer")) {
      connect(ServerAnswer.parse(message.path("sdp").asString()));
    }
    messageListeners.forEach(listener -> listener.accept(message));
  }

  private void connect(ServerAnswer answer) {
    SendSlot publish = new SendSlot("0", ThreadLocalRandom.current().nextInt());
    media =
        new MediaLine(
            new SessionId(joined.sessionId()),
            answer.candidates().getLast(),
            server ->
                new ClientParameters(
                    ice,
                    answer.ice(),
                    answer.fingerprint(),
                    server,
                    publish,
                    OPUS_PAYLOAD_TYPE,
                    MID_EXTENSION_ID,
                    LEVEL_EXTENSION_ID,
                    true,
                    true,
                    answer.slots()),
            certificate,
            secrets,
            this::onMedia);
  }

  private void onMedia(ClientEvent event) {
    switch (event) {
      case ClientEvent.StateChanged(PeerState state) when state == PeerState.CONNECTED ->
          connected.complete(this);
      case ClientEvent.Heard heard -> heardListeners.forEach(listener -> listener.accept(heard));
      case ClientEvent.StateChanged changed -> {}
      case ClientEvent.DtlsReceived received -> {}
    }
  }

  /// The session's id as the server named it.
  public String sessionId() {
    return joined.sessionId();
  }

  /// Done when media flows.
  public CompletableFuture<RoomClient> connected() {
    return connected;
  }

  /// Says `frames` from their start, again and again; null says nothing more. The packets are sent
  /// on the common clock, so within 20 ms.
  public void say(@Nullable OpusFrames frames) {
    sound = frames;
  }

  /// Tells the others that this client muted itself, or no longer.
  public void mute(boolean muted) {
    signaling.send(Map.of("type", "mute", "muted", muted));
  }

  /// Takes every signaling message from now on, on a thread of the HTTP client.
  public void onMessage(Consumer<JsonNode> listener) {
    messageListeners.add(listener);
  }

  /// Takes every packet heard from now on, on the thread of the media socket.
  public void onHeard(Consumer<ClientEvent.Heard> listener) {
    heardListeners.add(listener);
  }

  /// Takes the time of each packet said from now on, in nanoseconds of `System.nanoTime`, just
  /// before it leaves.
  public void onSaid(Consumer<Long> listener) {
    sentListener = listener;
  }

  void tick(long nowNs) {
    MediaLine line = media;
    OpusFrames frames = sound;
    if (line != null && frames != null && connected.isDone()) {
      Consumer<Long> listener = sentListener;
      if (listener != null) {
        listener.accept(nowNs);
      }
      line.publish(frames.frame(frame++), frames.levelDbov());
    }
  }

  /// Leaves the room and ends the connection.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    signaling.send(Map.of("type", "leave"));
    signaling.close();
    MediaLine line = media;
    if (line != null) {
      line.close();
    }
  }
}
