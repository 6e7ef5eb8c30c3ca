// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.time.Duration;

/// The limits of the HTTP side.
///
/// @param bodyBytesMax the largest REST body
/// @param frameBytesMax the largest signaling frame, in bytes of UTF-8; a larger one is an error
/// @param socketsMax WebSockets open at once; one more is refused
/// @param outboxMessagesMax messages that wait for one WebSocket; one more closes it
/// @param writeTimeout how long one message may take to leave before its WebSocket is cut
/// @param callTimeout how long a REST call waits for the rooms or for the store
/// @param guestTicketsBurst guest tickets that one address may take at once
/// @param guestTicketsPerMinute how many come back per minute
/// @param guestAddressesMax addresses remembered for that; the one unused longest is forgotten
public record HttpLimits(
    int bodyBytesMax,
    int frameBytesMax,
    int socketsMax,
    int outboxMessagesMax,
    Duration writeTimeout,
    Duration callTimeout,
    int guestTicketsBurst,
    int guestTicketsPerMinute,
    int guestAddressesMax) {

  public HttpLimits {
    if (bodyBytesMax < 1024 || frameBytesMax < 1024 || outboxMessagesMax < 2 || socketsMax < 1) {
      throw new IllegalArgumentException("limits leave no room for one message");
    }
    if (guestTicketsBurst < 1 || guestTicketsPerMinute < 1 || guestAddressesMax < 1) {
      throw new IllegalArgumentException("at least one guest gets a ticket");
    }
  }

  public static HttpLimits defaults() {
    return new HttpLimits(
        16 * 1024,
        64 * 1024,
        4096,
        256,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        60,
        60,
        10_000);
  }
}
