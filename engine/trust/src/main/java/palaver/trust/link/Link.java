// SPDX-License-Identifier: Apache-2.0
package palaver.trust.link;

import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;

/// The link to one member: its keys, the ones before, and the ones to come.
///
/// The side that was asked keeps sending under the old keys until it has seen a MAC under the new
/// ones, so that an old, recorded request cannot break a link that works.
final class Link {
  private @Nullable LinkKeys current;
  private @Nullable LinkKeys next;
  private @Nullable LinkKeys previous;
  private long currentSinceNs;
  private long previousUntilNs;

  /// New keys that the other side is known to have.
  void adopt(long nowNs, LinkKeys keys) {
    previous = current;
    previousUntilNs = nowNs + Links.PREVIOUS_NS;
    current = keys;
    currentSinceNs = nowNs;
    next = null;
  }

  /// New keys that the other side may have.
  void offer(LinkKeys keys) {
    next = keys;
  }

  boolean isOpen() {
    return current != null;
  }

  boolean isReady() {
    return current != null || next != null;
  }

  /// Since when the current keys are in use.
  long currentSinceNs() {
    return currentSinceNs;
  }

  boolean tag(byte[] bytes, int from, int length, byte[] out, int at) {
    LinkKeys keys = current != null ? current : next;
    if (keys == null) {
      return false;
    }
    keys.tag(bytes, from, length, out, at);
    return true;
  }

  boolean check(long nowNs, byte[] bytes, int from, int length, int tagAt) {
    if (current != null && current.check(bytes, from, length, tagAt)) {
      return true;
    }
    LinkKeys offered = next;
    if (offered != null && offered.check(bytes, from, length, tagAt)) {
      adopt(nowNs, offered);
      return true;
    }
    return previous != null
        && nowNs - previousUntilNs < 0
        && previous.check(bytes, from, length, tagAt);
  }

  Bytes seal(Bytes secret) {
    LinkKeys keys = current != null ? current : next;
    return keys == null ? Bytes.EMPTY : keys.seal(secret);
  }

  Bytes open(Bytes sealed) {
    Bytes opened = current == null ? Bytes.EMPTY : current.open(sealed);
    if (opened.isEmpty() && next != null) {
      opened = next.open(sealed);
    }
    return opened.isEmpty() && previous != null ? previous.open(sealed) : opened;
  }
}
