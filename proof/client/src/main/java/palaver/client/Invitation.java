// SPDX-License-Identifier: Apache-2.0
package palaver.client;

import java.net.URI;

/// Where to join, as whom, and by which right.
///
/// @param server the server's address, such as `http://localhost:8080`
/// @param token the server's API key or a guest ticket; a secret
public record Invitation(
    URI server, String token, String world, String roomId, String userId, String username) {

  @Override
  public String toString() {
    return "Invitation[" + userId + " to " + world + "/" + roomId + " at " + server + "]";
  }
}
