// SPDX-License-Identifier: Apache-2.0
package palaver.trust.group;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.trust.crypto.Crypto;
import palaver.wire.radio.KeyId;
import palaver.wire.radio.LeaseId;

/// The group keys of one channel as a node holds them, and voice sealed and opened with them.
///
/// Of each term the two latest keys are kept, the older one for 10 s; the keys of a term that a
/// greater one replaced for 10 s. So both sides of a healed split stay audible for a moment.
public final class GroupKeys {

  /// Bytes of a group key.
  public static final int KEY_BYTES = 32;

  /// How long a replaced key still opens, in nanoseconds.
  public static final long KEEP_NS = 10_000_000_000L;

  private static final int KEYS_MAX = 8;
  private static final int SENDERS_MAX = 16;

  private static final class Held {
    final KeyId id;
    final Bytes key;
    boolean replaced;
    long untilNs;

    Held(KeyId id, Bytes key) {
      this.id = id;
      this.key = key;
    }
  }

  private final Crypto crypto;
  private final List<Held> held = new ArrayList<>();
  private final List<SenderKey> senders = new ArrayList<>();
  private @Nullable KeyId current;
  private @Nullable LeaseId sealedLease;
  private long sealedSequence;

  public GroupKeys(Crypto crypto) {
    this.crypto = crypto;
  }

  /// Keeps a key; it is used for sending from [#activate] on. At most eight are kept, the smallest
  /// goes.
  public void put(long nowNs, KeyId id, Bytes key) {
    if (key.length() != KEY_BYTES) {
      throw new IllegalArgumentException("a group key has 32 bytes");
    }
    expire(nowNs);
    if (find(id) != null) {
      return;
    }
    held.add(new Held(id, key));
    held.sort((a, b) -> b.id.compareTo(a.id));
    retire(nowNs);
    if (held.size() > KEYS_MAX) {
      remove(held.getLast());
    }
  }

  /// The greatest key stays; those of other terms and older ones of its term are on their way out.
  private void retire(long nowNs) {
    KeyId greatest = held.getFirst().id;
    int ofTerm = 0;
    KeyId term = greatest;
    for (Held key : List.copyOf(held)) {
      ofTerm = key.id.term().equals(term.term()) ? ofTerm + 1 : 1;
      term = key.id;
      if (ofTerm > 2) {
        remove(key);
      } else if (!key.id.equals(greatest) && !key.replaced) {
        key.replaced = true;
        key.untilNs = nowNs + KEEP_NS;
      }
    }
  }

  private void remove(Held key) {
    held.remove(key);
    senders.removeIf(sender -> sender.isUnder(key.id));
  }

  private void expire(long nowNs) {
    for (int i = held.size() - 1; i >= 0; i--) {
      if (held.get(i).replaced && nowNs - held.get(i).untilNs >= 0) {
        remove(held.get(i));
      }
    }
  }

  private @Nullable Held find(KeyId id) {
    for (Held key : held) {
      if (key.id.equals(id)) {
        return key;
      }
    }
    return null;
  }

  /// Sends with that key from now on; false when it is not here, or a greater one is in use.
  public boolean activate(KeyId id) {
    boolean usable = find(id) != null && (current == null || id.compareTo(current) >= 0);
    if (usable) {
      current = id;
    }
    return usable;
  }

  /// The key to send with, or null before the first.
  public @Nullable KeyId current() {
    return current;
  }

  public boolean has(KeyId id) {
    return find(id) != null;
  }

  /// Forgets everything: this device was put out.
  public void clear() {
    held.clear();
    senders.clear();
    current = null;
  }

  /// Seals a frame of this node in place. Leases and, under one lease, sequence numbers only rise;
  /// false, and nothing sealed, when this one does not, for a nonce would come twice.
  ///
  /// @param burst this node's own
  /// @param aadAt where the clear part of the frame starts, in the same array
  public boolean seal(
      KeyId id,
      Burst burst,
      long sequence,
      byte[] bytes,
      int aadAt,
      int aadLength,
      int at,
      int length) {
    LeaseId lease = burst.lease();
    int order = sealedLease == null ? 1 : lease.compareTo(sealedLease);
    SenderKey key = senderKey(id, burst);
    if (key == null || order < 0 || (order == 0 && sequence <= sealedSequence)) {
      return false;
    }
    sealedLease = lease;
    sealedSequence = sequence;
    key.seal(sequence, bytes, aadAt, aadLength, at, length);
    return true;
  }

  /// Opens a frame in place: the plain length, or -1 when it is not what the sender sealed or the
  /// key is not here.
  ///
  /// @param id the key that the frame names, see [#named]
  public int open(
      long nowNs,
      KeyId id,
      Burst burst,
      long sequence,
      byte[] bytes,
      int aadAt,
      int aadLength,
      int at,
      int length) {
    expire(nowNs);
    SenderKey key = senderKey(id, burst);
    return key == null ? -1 : key.open(sequence, bytes, aadAt, aadLength, at, length);
  }

  /// The key that a frame names, or null when it is not here.
  public @Nullable KeyId named(int termCounter, long termNode, long number) {
    for (int i = 0; i < held.size(); i++) {
      KeyId id = held.get(i).id;
      if (id.number() == number && id.term().isNamedBy(termCounter, termNode)) {
        return id;
      }
    }
    return null;
  }

  /// The derived key, the latest one first; the one used longest ago makes room.
  private @Nullable SenderKey senderKey(KeyId id, Burst burst) {
    for (int i = 0; i < senders.size(); i++) {
      SenderKey known = senders.get(i);
      if (known.isFor(id, burst)) {
        if (i > 0) {
          senders.remove(i);
          senders.addFirst(known);
        }
        return known;
      }
    }
    Held group = find(id);
    if (group == null) {
      return null;
    }
    if (senders.size() == SENDERS_MAX) {
      senders.removeLast();
    }
    SenderKey derived = new SenderKey(crypto, id, group.key, burst);
    senders.addFirst(derived);
    return derived;
  }
}
