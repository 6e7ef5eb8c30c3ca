// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.time.Duration;
import java.util.Map;
import palaver.http.access.RateLimit;
import palaver.http.access.RateRule;

/// The limits of the HTTP side.
///
/// @param bodyBytesMax the largest REST body
/// @param frameBytesMax the largest signaling frame, in bytes of UTF-8; a larger one is an error
/// @param socketsMax WebSockets open at once; one more is refused
/// @param outboxMessagesMax messages that wait for one WebSocket; one more closes it
/// @param writeTimeout how long one message may take to leave before its WebSocket is cut
/// @param callTimeout how long a REST call waits for the rooms or for the store
/// @param rates how often things may be done, where that differs from [RateLimit#rule]
/// @param rateSubjectsMax subjects remembered for each rate; the one unused longest is forgotten
public record HttpLimits(
    int bodyBytesMax,
    int frameBytesMax,
    int socketsMax,
    int outboxMessagesMax,
    Duration writeTimeout,
    Duration callTimeout,
    Map<RateLimit, RateRule> rates,
    int rateSubjectsMax) {

  public HttpLimits {
    if (bodyBytesMax < 1024 || frameBytesMax < 1024 || outboxMessagesMax < 2 || socketsMax < 1) {
      throw new IllegalArgumentException("limits leave no room for one message");
    }
    if (rateSubjectsMax < 1) {
      throw new IllegalArgumentException("at least one subject is remembered");
    }
    rates = Map.copyOf(rates);
  }

  public static HttpLimits defaults() {
    return new HttpLimits(
        16 * 1024,
        64 * 1024,
        4096,
        256,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Map.of(),
        10_000);
  }
}
