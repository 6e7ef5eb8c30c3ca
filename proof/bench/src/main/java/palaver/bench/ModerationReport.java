// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import palaver.client.Invitation;
import palaver.client.Recordings;
import palaver.client.RoomClient;
import palaver.client.RoomClients;
import palaver.rtc.peer.ClientEvent;

/// How long after a moderator's command the last voiced packet of the talker arrives at a listener.
///
/// A talker and a listener in one room of a running server; a mute by REST at a random moment of
/// the talker's 20 ms, then an unmute, again and again. From the moment at which the request is
/// handed to the HTTP client to the last packet that is not one of the three silence frames; the
/// way over loopback, there and back, is in it.
public final class ModerationReport {

  private static final String ROOM = "moderation-report";
  private static final int ROUNDS = 150;
  private static final int TOO_MANY = 429;
  private static final long AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(700);
  private static final long SETTLE_NS = TimeUnit.MILLISECONDS.toNanos(150);
  private static final byte[] SILENCE = {(byte) 0xf8, (byte) 0xff, (byte) 0xfe};

  private final URI server;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicLong lastVoicedNs = new AtomicLong();
  private final AtomicLong silenceFrames = new AtomicLong();
  private final List<Long> lastVoicedAfterNs = new ArrayList<>();
  private final List<Long> answeredAfterNs = new ArrayList<>();

  private ModerationReport(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /// Arguments: the server's address, its data folder (for the API key), a moderator's token, and
  /// how many rounds.
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : ROUNDS;
    String key = Files.readString(Path.of(arguments[1], "api-key")).strip();
    new ModerationReport(URI.create(arguments[0]), arguments[2]).run(key, rounds);
  }

  private void run(String key, int rounds) throws Exception {
    try (RoomClients clients = new RoomClients()) {
      RoomClient talker = join(clients, key, "talker");
      RoomClient listener = join(clients, key, "listener");
      listener.onHeard(this::onHeard);
      talker.say(Recordings.tone());
      for (int round = -rounds / 10; round < rounds; round++) {
        mute(round >= 0);
      }
    }
    print(rounds);
  }

  private RoomClient join(RoomClients clients, String key, String user) throws Exception {
    RoomClient client = clients.join(new Invitation(server, key, "materie", ROOM, user, user));
    client.connected().get(20, TimeUnit.SECONDS);
    return client;
  }

  private void onHeard(ClientEvent.Heard heard) {
    if (Arrays.equals(heard.opus(), SILENCE)) {
      silenceFrames.incrementAndGet();
    } else {
      lastVoicedNs.set(System.nanoTime());
    }
  }

  private void mute(boolean counts) throws Exception {
    LockSupport.parkNanos(
        SETTLE_NS + ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(20)));
    if (System.nanoTime() - lastVoicedNs.get() > TimeUnit.MILLISECONDS.toNanos(100)) {
      throw new IOException("the talker is not heard");
    }
    silenceFrames.set(0);
    long beganNs = moderate("mute");
    long answeredNs = System.nanoTime();
    LockSupport.parkNanos(SETTLE_NS);
    if (silenceFrames.get() > 3) {
      throw new IOException(silenceFrames.get() + " silence frames");
    }
    if (counts) {
      lastVoicedAfterNs.add(Math.max(0, lastVoicedNs.get() - beganNs));
      answeredAfterNs.add(answeredNs - beganNs);
    }
    moderate("unmute");
  }

  /// Moderates, once the limit on actions of one account lets it.
  ///
  /// @return when the request that was let through was handed over
  private long moderate(String action) throws IOException, InterruptedException {
    while (true) {
      long beganNs = System.nanoTime();
      HttpResponse<String> answer = ask(action);
      if (answer.statusCode() == 200) {
        return beganNs;
      }
      if (answer.statusCode() != TOO_MANY) {
        throw new IOException(action + ": " + answer.statusCode() + " " + answer.body());
      }
      LockSupport.parkNanos(AGAIN_NS);
    }
  }

  private HttpResponse<String> ask(String action) throws IOException, InterruptedException {
    String body =
        "{\"world\":\"materie\",\"room_id\":\""
            + ROOM
            + "\",\"user_id\":\"talker\",\"reason\":\"\"}";
    return http.send(
        HttpRequest.newBuilder(server.resolve("/api/admin/moderation/" + action))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void print(int rounds) {
    System.out.printf(
        Locale.ROOT,
        "%d mutes: last voiced packet after %s; answered, stored, after %s%n",
        rounds,
        percentiles(lastVoicedAfterNs),
        percentiles(answeredAfterNs));
  }

  private static String percentiles(List<Long> valuesNs) {
    List<Long> sorted = new ArrayList<>(valuesNs);
    Collections.sort(sorted);
    return String.format(
        Locale.ROOT,
        "median %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms",
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(sorted.size() * 95 / 100) / 1e6,
        sorted.get(sorted.size() * 99 / 100) / 1e6,
        sorted.getLast() / 1e6);
  }
}
