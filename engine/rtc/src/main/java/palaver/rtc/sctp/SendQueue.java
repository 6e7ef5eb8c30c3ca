// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.sctp;

/// The messages of one stream that wait to be sent. Bounded; when full, either the oldest that may
/// be lost and of which nothing has gone out makes place, or the newest is refused.
final class SendQueue {

  /// A message, or its rest.
  static final class Message {
    private byte[] bytes = new byte[0];
    private int lengthBytes;
    private int protocol;
    private Delivery delivery = Delivery.RELIABLE;
    private long expiresNs;
    private int sentBytes;

    private void set(int ppid, Delivery how, long untilNs, byte[] source, int offset, int length) {
      if (bytes.length < length) {
        bytes = new byte[length];
      }
      System.arraycopy(source, offset, bytes, 0, length);
      lengthBytes = length;
      protocol = ppid;
      delivery = how;
      expiresNs = untilNs;
      sentBytes = 0;
    }

    byte[] bytes() {
      return bytes;
    }

    int protocol() {
      return protocol;
    }

    Delivery delivery() {
      return delivery;
    }

    long expiresNs() {
      return expiresNs;
    }

    int sentBytes() {
      return sentBytes;
    }

    int restBytes() {
      return lengthBytes - sentBytes;
    }

    void sent(int more) {
      sentBytes += more;
    }
  }

  private final Message[] waiting;
  private final boolean oldestGoes;
  private int count;
  private int nextSsn;
  private long dropped;

  SendQueue(int messagesMax, boolean oldestGoes) {
    waiting = new Message[messagesMax];
    for (int i = 0; i < messagesMax; i++) {
      waiting[i] = new Message();
    }
    this.oldestGoes = oldestGoes;
  }

  boolean add(long nowNs, int ppid, Delivery how, byte[] source, int offset, int length) {
    if (count == waiting.length && !(oldestGoes && dropOldest())) {
      return false;
    }
    long untilNs = how.lifetimeNs() == Long.MAX_VALUE ? Long.MAX_VALUE : nowNs + how.lifetimeNs();
    waiting[count++].set(ppid, how, untilNs, source, offset, length);
    return true;
  }

  private boolean dropOldest() {
    for (int i = 0; i < count; i++) {
      if (waiting[i].sentBytes == 0 && !waiting[i].delivery.isReliable()) {
        remove(i);
        dropped++;
        return true;
      }
    }
    return false;
  }

  private void remove(int index) {
    Message gone = waiting[index];
    System.arraycopy(waiting, index + 1, waiting, index, count - index - 1);
    waiting[--count] = gone;
  }

  /// Whether something waits that has not become too old for its first sending.
  boolean hasMessage(long nowNs) {
    while (count > 0 && waiting[0].sentBytes == 0 && nowNs >= waiting[0].expiresNs) {
      remove(0);
      dropped++;
    }
    return count > 0;
  }

  /// The oldest.
  Message head() {
    return waiting[0];
  }

  void removeHead() {
    remove(0);
  }

  int takeSsn() {
    int ssn = nextSsn;
    nextSsn = (ssn + 1) & 0xffff;
    return ssn;
  }

  int count() {
    return count;
  }

  /// How many made place for newer ones or became too old.
  long dropped() {
    return dropped;
  }
}
