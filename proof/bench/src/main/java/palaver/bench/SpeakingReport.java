// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import palaver.client.Invitation;
import palaver.client.OpusFrames;
import palaver.client.Recordings;
import palaver.client.RoomClient;
import palaver.client.RoomClients;
import tools.jackson.databind.JsonNode;

/// How long after the first voiced packet of a burst the word of it reaches a client's WebSocket.
///
/// Ten talkers in one room of a running server, each with bursts of 200 ms and pauses of a second;
/// the WebSocket of the first hears of all. From the moment a client hands the packet to its socket
/// to the message, on one machine, so the way over loopback is in it.
public final class SpeakingReport {

  private static final int TALKERS = 10;
  private static final int BURSTS_EACH = 50;
  private static final long BURST_NS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1000);

  private final Map<String, Long> saidAtNs = new ConcurrentHashMap<>();
  private final List<Long> delaysNs = Collections.synchronizedList(new ArrayList<>());

  private SpeakingReport() {}

  /// Arguments: the server's address and its data folder (for the API key).
  public static void main(String[] arguments) throws Exception {
    new SpeakingReport().run(URI.create(arguments[0]), Path.of(arguments[1], "api-key"));
  }

  private void run(URI server, Path keyFile) throws Exception {
    String key = Files.readString(keyFile).strip();
    try (RoomClients clients = new RoomClients()) {
      List<RoomClient> talkers = new ArrayList<>();
      for (int i = 0; i < TALKERS; i++) {
        RoomClient talker = join(clients, server, key, "talker-" + i);
        String user = "talker-" + i;
        talker.onSaid(nowNs -> saidAtNs.putIfAbsent(user, nowNs));
        talkers.add(talker);
      }
      talkers.getFirst().onMessage(this::onMessage);
      for (int burst = 0; burst < BURSTS_EACH; burst++) {
        burst(talkers);
      }
    }
    print();
  }

  private static RoomClient join(RoomClients clients, URI server, String key, String user)
      throws Exception {
    Invitation invitation = new Invitation(server, key, "materie", "speaking-report", user, user);
    RoomClient client = clients.join(invitation);
    client.connected().get(20, TimeUnit.SECONDS);
    return client;
  }

  /// The talkers begin a little apart, as people do.
  private void burst(List<RoomClient> talkers) {
    OpusFrames sound = Recordings.tone();
    saidAtNs.clear();
    for (RoomClient talker : talkers) {
      talker.say(sound);
      LockSupport.parkNanos(BURST_NS / TALKERS);
    }
    LockSupport.parkNanos(BURST_NS);
    talkers.forEach(talker -> talker.say(null));
    LockSupport.parkNanos(PAUSE_NS);
  }

  private void onMessage(JsonNode message) {
    long nowNs = System.nanoTime();
    if (message.path("type").asString().equals("speaking")
        && message.path("speaking").asBoolean()) {
      Long saidNs = saidAtNs.get(message.path("userId").asString());
      if (saidNs != null) {
        delaysNs.add(nowNs - saidNs);
      }
    }
  }

  private void print() throws IOException {
    List<Long> sorted = new ArrayList<>(delaysNs);
    Collections.sort(sorted);
    if (sorted.isEmpty()) {
      throw new IOException("nobody was reported as speaking");
    }
    System.out.printf(
        Locale.ROOT,
        "%d bursts, %d reported: median %.1f ms, p95 %.1f ms, max %.1f ms%n",
        TALKERS * BURSTS_EACH,
        sorted.size(),
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(sorted.size() * 95 / 100) / 1e6,
        sorted.getLast() / 1e6);
  }
}
