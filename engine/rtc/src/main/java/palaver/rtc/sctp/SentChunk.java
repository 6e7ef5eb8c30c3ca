// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.sctp;

import palaver.wire.sctp.SctpFormat;
import palaver.wire.sctp.SctpWriter;

/// A chunk that was sent and is not yet acknowledged; its memory is used again.
final class SentChunk {

  enum State {
    /// On its way, as far as we know.
    IN_FLIGHT,
    /// Arrived beyond a gap.
    ARRIVED,
    /// Taken for lost; goes out again.
    LOST,
    /// Given up, and its whole message with it.
    ABANDONED
  }

  State state = State.ARRIVED;
  int lengthBytes;
  int flags;
  int stream;
  int ssn;
  long expiresNs;
  int retransmitsMax;
  int sends;
  long sentNs;
  int missed;
  private int protocol;
  private byte[] payload = new byte[0];

  void set(SendQueue.Message message, int length, int fragmentFlags, int streamId, int streamSsn) {
    if (payload.length < length) {
      payload = new byte[length];
    }
    System.arraycopy(message.bytes(), message.sentBytes(), payload, 0, length);
    lengthBytes = length;
    flags = fragmentFlags;
    stream = streamId;
    ssn = streamSsn;
    protocol = message.protocol();
    expiresNs = message.expiresNs();
    retransmitsMax = message.delivery().retransmitsMax();
    sends = 0;
  }

  /// The end of a message whose rest is dropped: never sent, given up from the start.
  void endOf(SentChunk last) {
    lengthBytes = 0;
    flags = (last.flags & ~SctpFormat.BEGIN) | SctpFormat.END;
    stream = last.stream;
    ssn = last.ssn;
    state = State.ABANDONED;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  void write(long nowNs, int tsn, SctpWriter writer) {
    writer.beginChunk(SctpFormat.DATA, flags);
    writer.put32(tsn);
    writer.put16(stream);
    writer.put16(ssn);
    writer.put32(protocol);
    writer.put(payload, 0, lengthBytes);
    writer.endChunk();
    state = State.IN_FLIGHT;
    sends++;
    sentNs = nowNs;
    missed = 0;
  }
}
