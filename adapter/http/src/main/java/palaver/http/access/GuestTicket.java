// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import java.time.Instant;

/// A guest's ticket as it is handed out.
///
/// @param token a secret
public record GuestTicket(String token, String userId, Instant expiresAt) {
  @Override
  public String toString() {
    return "GuestTicket[userId=" + userId + "]";
  }
}
