// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import palaver.base.SecretSource;
import palaver.base.SessionId;
import palaver.rtc.IceCredentials;

/// Makes what nobody must guess: session ids, tickets, ICE credentials; and SSRCs.
final class Mint {
  private static final int TICKET_BYTES = 16;
  private static final int UFRAG_BYTES = 9;
  private static final int PASSWORD_BYTES = 18;

  private final SecretSource secrets;

  Mint(SecretSource secrets) {
    this.secrets = secrets;
  }

  /// A random UUID (RFC 9562, version 4).
  SessionId sessionId() {
    return new SessionId(uuid());
  }

  /// A random UUID.
  String messageId() {
    return uuid();
  }

  private String uuid() {
    ByteBuffer random = ByteBuffer.wrap(secrets.bytes(16));
    long high = (random.getLong() & ~0xf000L) | 0x4000L;
    long low = (random.getLong() & ~(0b11L << 62)) | (0b10L << 62);
    return new UUID(high, low).toString();
  }

  /// 128 random bits as base64url.
  String ticket() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.bytes(TICKET_BYTES));
  }

  /// A fresh ICE generation; the letters of base64 are exactly the ice-chars.
  IceCredentials iceCredentials() {
    Base64.Encoder encoder = Base64.getEncoder();
    return new IceCredentials(
        encoder.encodeToString(secrets.bytes(UFRAG_BYTES)),
        encoder.encodeToString(secrets.bytes(PASSWORD_BYTES)));
  }

  /// `count` different SSRCs, none 0.
  List<Integer> ssrcs(int count) {
    List<Integer> fresh = new ArrayList<>(count);
    while (fresh.size() < count) {
      int ssrc = ByteBuffer.wrap(secrets.bytes(4)).getInt();
      if (ssrc != 0 && !fresh.contains(ssrc)) {
        fresh.add(ssrc);
      }
    }
    return fresh;
  }
}
