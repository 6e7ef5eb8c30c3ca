// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Sends joins and leaves by server key and notes how long each took. Sending never waits for an
/// answer.
final class JoinLoad implements AutoCloseable {
  private static final Pattern SESSION = Pattern.compile("\"session_id\"\\s*:\\s*\"([^\"]+)\"");
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final URI join;
  private final URI leave;
  private final String key;
  private final int rooms;
  private final AtomicLong underWay = new AtomicLong();
  private long latestSendNs;

  /// @param key the server key
  /// @param rooms over how many rooms people are spread
  JoinLoad(URI server, String key, int rooms) {
    join = server.resolve("/api/voice/join");
    leave = server.resolve("/api/voice/leave");
    this.key = key;
    this.rooms = rooms;
  }

  /// Joins person `number`; the answer is their session, or fails.
  ///
  /// @param atNs when it was to be sent, of [System#nanoTime]
  CompletableFuture<String> join(int number, long atNs, Latencies latencies) {
    latestSendNs = Math.max(latestSendNs, System.nanoTime() - atNs);
    String body =
        "{\"world\":\"materie\",\"room_id\":\"load-"
            + number % rooms
            + "\",\"user_id\":\"load-"
            + number
            + "\",\"username\":\"Load "
            + number
            + "\"}";
    return post(join, body, atNs, latencies).thenApply(JoinLoad::session);
  }

  /// Ends the session of a join, at once or when the join is answered.
  void leave(CompletableFuture<String> joined, long atNs, Latencies latencies) {
    var _ =
        joined.whenComplete((session, failure) -> {
          if (failure == null) {
            var _ = post(leave, "{\"session_id\":\"" + session + "\"}", atNs, latencies);
          } else {
            latencies.add(System.nanoTime() - atNs, false);
          }
        });
  }

  private CompletableFuture<String> post(URI to, String body, long atNs, Latencies latencies) {
    underWay.incrementAndGet();
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .whenComplete((answer, failure) -> {
          latencies.add(System.nanoTime() - atNs, failure == null && answer.statusCode() == 200);
          underWay.decrementAndGet();
          complain(answer, failure);
        })
        .thenApply(HttpResponse::body);
  }

  private static void complain(@Nullable HttpResponse<String> answer, @Nullable Throwable failure) {
    if (failure != null) {
      System.err.println("a call failed: " + failure);
    } else if (answer != null && answer.statusCode() != 200) {
      System.err.println("a call failed: " + answer.statusCode() + " " + answer.body());
    }
  }

  private static String session(String body) {
    Matcher found = SESSION.matcher(body);
    if (!found.find()) {
      throw new IllegalStateException("no session in the answer");
    }
    return found.group(1);
  }

  /// How late the latest join was handed to the HTTP client.
  long latestSendNs() {
    return latestSendNs;
  }

  /// Waits until every call has its answer.
  void awaitIdle(Duration patience) throws TimeoutException {
    long untilNs = System.nanoTime() + patience.toNanos();
    while (underWay.get() > 0) {
      if (System.nanoTime() > untilNs) {
        throw new TimeoutException(underWay + " calls have no answer");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
