// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import palaver.base.Outbox;
import palaver.rtc.DropCounts;
import palaver.rtc.Dropped;
import palaver.rtc.IceCredentials;
import palaver.rtc.stream.SendPath;
import palaver.wire.stun.StunClass;
import palaver.wire.stun.StunMessage;
import palaver.wire.stun.StunWriter;

/// The passive side of ICE (RFC 8445, section 2.5): it answers checks and sends none.
///
/// An address becomes the connection's by a verified check. The first one is where we send at
/// first; afterwards a check with USE-CANDIDATE moves the path. While ICE restarts two generations
/// of credentials are valid, until the first check verified with the new.
final class IceLite {
  private static final int ROLE_CONFLICT = 487;
  private static final int UNKNOWN_ATTRIBUTE = 420;

  private final PeerConnection owner;
  private final PeerTable table;
  private final SendPath path;
  private final DropCounts drops;
  private final StunWriter writer = new StunWriter();
  private final int[] addresses;
  private final long[] checkedNs;
  private int addressCount;
  private IceGeneration current;
  private @Nullable IceGeneration next;

  IceLite(
      PeerConnection owner,
      PeerTable table,
      SendPath path,
      int addressesMax,
      IceGeneration generation) {
    this.owner = owner;
    this.table = table;
    this.path = path;
    drops = table.drops();
    addresses = new int[addressesMax];
    checkedNs = new long[addressesMax];
    current = generation;
  }

  /// Lets checks find the connection, which is complete now.
  void open() {
    table.register(current.local().ufrag(), owner);
  }

  void restart(IceCredentials local, IceCredentials remote) {
    IceGeneration unused = next;
    if (unused != null) {
      table.unregister(unused.local().ufrag(), owner);
    }
    next = IceGeneration.of(local, remote);
    table.register(local.ufrag(), owner);
  }

  /// Takes a binding request whose user name led here. True when it was verified and answered.
  boolean onRequest(long nowNs, StunMessage request, int source, Outbox<?> outbox) {
    IceGeneration generation = generationOf(request.username());
    if (generation == null) {
      return dropped(Dropped.STUN_UNKNOWN_USER);
    }
    if (!request.hasFingerprint() || !request.isAuthentic(generation.localKey())) {
      return dropped(Dropped.STUN_WRONG_KEY);
    }
    if (!request.notUnderstood().isEmpty()) {
      refuse(request, generation, UNKNOWN_ATTRIBUTE, source, outbox);
      return false;
    }
    if (request.iceControlled() != null) {
      refuse(request, generation, ROLE_CONFLICT, source, outbox);
      return false;
    }
    if (generation.equals(next)) {
      table.unregister(current.local().ufrag(), owner);
      current = generation;
      next = null;
    }
    bind(nowNs, source, outbox);
    if (request.useCandidate() || !path.isOpen()) {
      path.moveTo(source);
    }
    answer(request, generation, source, outbox);
    return true;
  }

  private @Nullable IceGeneration generationOf(@Nullable String username) {
    if (current.incomingUser().equals(username)) {
      return current;
    }
    IceGeneration restarted = next;
    return restarted != null && restarted.incomingUser().equals(username) ? restarted : null;
  }

  private boolean dropped(Dropped reason) {
    drops.add(reason);
    return false;
  }

  private void answer(StunMessage request, IceGeneration generation, int source, Outbox<?> outbox) {
    int at = outbox.reserve();
    if (at >= 0) {
      writer.begin(outbox.bytes(), at, StunClass.SUCCESS_RESPONSE, request.transactionId());
      writer.xorMappedAddress(table.book().ip(source), table.book().port(source));
      outbox.commit(source, writer.integrity(generation.localKey()).finish());
    }
  }

  private void refuse(
      StunMessage request, IceGeneration generation, int code, int source, Outbox<?> outbox) {
    int at = outbox.reserve();
    if (at >= 0) {
      writer.begin(outbox.bytes(), at, StunClass.ERROR_RESPONSE, request.transactionId());
      writer.errorCode(code, code == ROLE_CONFLICT ? "Role Conflict" : "Unknown Attribute");
      if (code == UNKNOWN_ATTRIBUTE) {
        writer.unknownAttributes(request.notUnderstood());
      }
      outbox.commit(source, writer.integrity(generation.localKey()).finish());
    }
  }

  private void bind(long nowNs, int source, Outbox<?> outbox) {
    int index = indexOf(source);
    if (index < 0) {
      index = addressCount < addresses.length ? addressCount++ : dropOldest(outbox);
      addresses[index] = source;
      table.bind(source, owner, outbox);
    }
    checkedNs[index] = nowNs;
  }

  private int indexOf(int address) {
    for (int i = 0; i < addressCount; i++) {
      if (addresses[i] == address) {
        return i;
      }
    }
    return -1;
  }

  /// Gives up the address checked longest ago, except the path's, and answers its place.
  private int dropOldest(Outbox<?> outbox) {
    int oldest = -1;
    for (int i = 0; i < addressCount; i++) {
      boolean onPath = path.isOpen() && path.address() == addresses[i];
      if (!onPath && (oldest < 0 || checkedNs[i] < checkedNs[oldest])) {
        oldest = i;
      }
    }
    table.unbind(addresses[oldest], outbox);
    return oldest;
  }

  /// Another connection has taken an address over.
  void forget(int address) {
    int index = indexOf(address);
    addressCount--;
    addresses[index] = addresses[addressCount];
    checkedNs[index] = checkedNs[addressCount];
    if (path.isOpen() && path.address() == address) {
      path.close();
    }
  }

  /// Gives up all addresses and user name fragments.
  void close(Outbox<?> outbox) {
    for (int address : Arrays.copyOf(addresses, addressCount)) {
      table.unbind(address, outbox);
    }
    addressCount = 0;
    path.close();
    table.unregister(current.local().ufrag(), owner);
    IceGeneration restarted = next;
    if (restarted != null) {
      table.unregister(restarted.local().ufrag(), owner);
    }
  }
}
