// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioDeviceModuleBase;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A participant whose WebRTC is libwebrtc, as a program of its own: a crash of the native library
/// is then one failed process.
///
/// Arguments: `speak` or `listen`, the WebSocket's address, session id, ticket, number of slots. It
/// talks (440 Hz) or listens for 8 s, prints `energy N` (the sum over what it received) and ends.
final class LibwebrtcPeer {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int RATE_HZ = 48_000;
  private static final int SAMPLES_PER_PUSH = RATE_HZ / 100;
  private static final int AMPLITUDE = 8_000;
  private static final long SESSION_NS = TimeUnit.SECONDS.toNanos(8);

  private final LibwebrtcConnection libwebrtc;
  private final @Nullable CustomAudioSource source;
  private final CompletableFuture<String> answer = new CompletableFuture<>();

  private LibwebrtcPeer(boolean speaks, int slots) {
    AudioDeviceModuleBase devices =
        speaks ? new AudioDeviceModule(AudioLayer.kDummyAudio) : new HeadlessAudioDeviceModule();
    PeerConnectionFactory factory = new PeerConnectionFactory(devices);
    libwebrtc = new LibwebrtcConnection(factory);
    RTCPeerConnection connection = libwebrtc.connection();
    source = speaks ? new CustomAudioSource() : null;
    AudioTrack track =
        source == null
            ? factory.createAudioTrack("silence", new CustomAudioSource())
            : factory.createAudioTrack("tone", source);
    connection.addTransceiver(track, direction(RTCRtpTransceiverDirection.SEND_ONLY));
    for (int i = 0; i < slots; i++) {
      AudioTrack none = factory.createAudioTrack("slot" + i, new CustomAudioSource());
      connection.addTransceiver(none, direction(RTCRtpTransceiverDirection.RECV_ONLY));
    }
  }

  private static RTCRtpTransceiverInit direction(RTCRtpTransceiverDirection direction) {
    RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
    init.direction = direction;
    return init;
  }

  public static void main(String[] arguments) throws Exception {
    boolean speaks = arguments[0].equals("speak");
    LibwebrtcPeer peer = new LibwebrtcPeer(speaks, Integer.parseInt(arguments[4]));
    peer.connect(URI.create(arguments[1]), arguments[2], arguments[3]);
    peer.runFor(SESSION_NS);
    System.out.println("energy " + peer.energy());
    System.exit(0);
  }

  private void connect(URI signaling, String session, String ticket) throws Exception {
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(signaling, new Listener())
            .get(10, TimeUnit.SECONDS);
    send(socket, Map.of("type", "voice_join", "sessionId", session, "ticket", ticket));
    send(socket, Map.of("type", "offer", "to", "sfu", "sdp", libwebrtc.offer()));
    libwebrtc.answered(answer.get(10, TimeUnit.SECONDS));
  }

  private static void send(WebSocket socket, Map<String, ?> message) {
    socket.sendText(JSON.writeValueAsString(message), true).join();
  }

  /// Keeps the pace of a sound card: one push of 10 ms each 10 ms.
  private void runFor(long durationNs) {
    long startNs = System.nanoTime();
    byte[] pcm = new byte[SAMPLES_PER_PUSH * 2];
    for (long push = 0; System.nanoTime() - startNs < durationNs; push++) {
      if (source != null) {
        fill(pcm, push * SAMPLES_PER_PUSH);
        source.pushAudio(pcm, 16, RATE_HZ, 1, SAMPLES_PER_PUSH);
      }
      long nextNs = startNs + (push + 1) * 10_000_000;
      LockSupport.parkNanos(nextNs - System.nanoTime());
    }
  }

  private static void fill(byte[] pcm, long firstSample) {
    ByteBuffer samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SAMPLES_PER_PUSH; i++) {
      double phase = 2 * Math.PI * 440 * (firstSample + i) / RATE_HZ;
      samples.putShort((short) (AMPLITUDE * Math.sin(phase)));
    }
  }

  private double energy() throws Exception {
    CompletableFuture<RTCStatsReport> report = new CompletableFuture<>();
    libwebrtc.connection().getStats(report::complete);
    return report.get(10, TimeUnit.SECONDS).getStats().values().stream()
        .filter(stats -> stats.getType() == RTCStatsType.INBOUND_RTP)
        .map(stats -> stats.getAttributes().get("totalAudioEnergy"))
        .filter(Double.class::isInstance)
        .mapToDouble(Double.class::cast)
        .sum();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        JsonNode message = JSON.readTree(text.toString());
        text.setLength(0);
        if (message.path("type").asString().equals("answer")) {
          answer.complete(message.path("sdp").asString());
        }
      }
      from.request(1);
      return null;
    }
  }
}
