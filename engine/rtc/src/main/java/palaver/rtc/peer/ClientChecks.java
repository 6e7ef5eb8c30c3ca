// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import palaver.base.Outbox;
import palaver.base.Parsed;
import palaver.base.SecretSource;
import palaver.rtc.DropCounts;
import palaver.rtc.Dropped;
import palaver.rtc.IceCredentials;
import palaver.wire.BigEndian;
import palaver.wire.stun.StunClass;
import palaver.wire.stun.StunMessage;
import palaver.wire.stun.StunWriter;

/// The controlling side of ICE towards one server address: checks that nominate it, quickly until
/// the first answer, then every 2.5 s to keep consent (RFC 7675).
final class ClientChecks {
  private static final long FIRST_REPEAT_NS = 50_000_000;
  private static final long REPEAT_NS_MAX = 500_000_000;
  private static final long CONSENT_NS = 2_500_000_000L;
  private static final long PRIORITY = 0x6E7F_1EFFL;
  private static final int PENDING_MAX = 4;
  private static final int TRANSACTION_ID_BYTES = 12;

  private final int server;
  private final SecretSource secrets;
  private final DropCounts drops;
  private final long tieBreaker;
  private final StunWriter writer = new StunWriter();
  private final byte[] @Nullable [] pending = new byte[PENDING_MAX][];
  private int sent;
  private IceGeneration generation;
  private long nextNs;
  private long repeatNs = FIRST_REPEAT_NS;

  ClientChecks(
      long nowNs, int server, IceGeneration generation, SecretSource secrets, DropCounts drops) {
    this.server = server;
    this.generation = generation;
    this.secrets = secrets;
    this.drops = drops;
    tieBreaker = BigEndian.i64(secrets.bytes(8), 0);
    nextNs = nowNs;
  }

  void restart(long nowNs, IceCredentials local, IceCredentials remote) {
    generation = IceGeneration.of(local, remote);
    Arrays.fill(pending, null);
    checkNow(nowNs);
  }

  void checkNow(long nowNs) {
    nextNs = nowNs;
    repeatNs = FIRST_REPEAT_NS;
  }

  long nextDeadlineNs() {
    return nextNs;
  }

  void onDeadline(long nowNs, Outbox<?> outbox) {
    if (nowNs < nextNs) {
      return;
    }
    nextNs = nowNs + repeatNs;
    repeatNs = Math.min(2 * repeatNs, REPEAT_NS_MAX);
    int at = outbox.reserve();
    if (at < 0) {
      return;
    }
    byte[] transactionId = secrets.bytes(TRANSACTION_ID_BYTES);
    pending[sent++ % PENDING_MAX] = transactionId;
    writer
        .begin(outbox.bytes(), at, StunClass.REQUEST, transactionId)
        .username(generation.outgoingUser())
        .priority(PRIORITY)
        .iceControlling(tieBreaker)
        .useCandidate();
    outbox.commit(server, writer.integrity(generation.remoteKey()).finish());
  }

  /// True when the datagram is an authentic answer to one of the last checks.
  boolean onDatagram(long nowNs, byte[] bytes, int offset, int length) {
    if (!(StunMessage.parse(bytes, offset, length)
        instanceof Parsed.Ok<StunMessage>(StunMessage message))) {
      drops.add(Dropped.STUN_MALFORMED);
      return false;
    }
    int place = placeOf(message.transactionId());
    if (!message.isBinding(StunClass.SUCCESS_RESPONSE) || place < 0) {
      drops.add(Dropped.STUN_NOT_A_CHECK);
      return false;
    }
    if (!message.hasFingerprint() || !message.isAuthentic(generation.remoteKey())) {
      drops.add(Dropped.STUN_WRONG_KEY);
      return false;
    }
    pending[place] = null;
    nextNs = nowNs + CONSENT_NS;
    repeatNs = REPEAT_NS_MAX;
    return true;
  }

  private int placeOf(byte[] transactionId) {
    for (int i = 0; i < PENDING_MAX; i++) {
      if (Arrays.equals(pending[i], transactionId)) {
        return i;
      }
    }
    return -1;
  }
}
