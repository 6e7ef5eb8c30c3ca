// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.audit;

import java.nio.charset.StandardCharsets;

/// How far a chain was at a moment. Signed heads show when the end of a chain was cut off.
///
/// @param at ISO-8601 in UTC, when it was signed
public record AuditHead(String serverId, long sequence, String hash, String at) {

  /// What is signed.
  public byte[] message() {
    String text = "palaver audit head 1\n" + serverId + "\n" + sequence + "\n" + hash + "\n" + at;
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
