// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.sctp;

import static palaver.wire.sctp.SctpFormat.isAfter;

import palaver.base.Deadlines;
import palaver.wire.sctp.SctpFormat;
import palaver.wire.sctp.SctpPacketView;
import palaver.wire.sctp.SctpWriter;

/// The receiving half: puts messages together, hands an unordered one on as soon as it is whole and
/// an ordered one in its turn, and says what has arrived.
final class Receiver {

  private static final long ACK_DELAY_NS = 100_000_000L;
  private static final int ACK_EVERY_PACKETS = 2;

  private final SctpLimits limits;
  private final SctpMessages messages;
  private final ReceivedChunk[] ring;
  private final boolean[] arrived;
  private final int[] nextSsn;
  private final byte[] whole;
  private int upTo;
  private int highest;
  private int floor;
  private int heldBytes;
  private boolean freshData;
  private int unackedPackets;
  private boolean ackNow;
  private long ackDeadlineNs = Deadlines.NEVER;
  private long duplicates;
  private long refused;

  Receiver(SctpLimits limits, SctpMessages messages) {
    this.limits = limits;
    this.messages = messages;
    ring = new ReceivedChunk[limits.windowChunks()];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = new ReceivedChunk();
    }
    arrived = new boolean[ring.length];
    nextSsn = new int[limits.streams()];
    whole = new byte[limits.messageBytesMax()];
  }

  /// The peer's first number.
  void peer(int firstTsn) {
    upTo = firstTsn - 1;
    highest = upTo;
    floor = firstTsn;
  }

  private int place(int tsn) {
    return tsn & (ring.length - 1);
  }

  private ReceivedChunk chunk(int tsn) {
    return ring[place(tsn)];
  }

  void onData(long nowNs, SctpPacketView data) {
    int lengthBytes = data.valueBytes() - ReceivedChunk.FIXED_BYTES;
    if (lengthBytes <= 0) {
      refused++;
      return;
    }
    freshData = true;
    int tsn = data.int32(0);
    ackNow |= (data.flags() & SctpFormat.IMMEDIATE) != 0;
    if (!isAfter(tsn, upTo) || isAfter(tsn, floor + ring.length - 1)) {
      duplicates += isAfter(tsn, upTo) ? 0 : 1;
      ackNow = true;
      return;
    }
    if (arrived[place(tsn)]) {
      duplicates++;
      ackNow = true;
      return;
    }
    boolean wanted = data.uint16(4) < limits.streams();
    if (wanted && tsn != upTo + 1 && heldBytes + lengthBytes > limits.receiveBytesMax()) {
      refused++;
      ackNow = true;
      return;
    }
    arrived[place(tsn)] = true;
    highest = isAfter(tsn, highest) ? tsn : highest;
    if (wanted) {
      chunk(tsn).set(data);
      heldBytes += lengthBytes;
    } else {
      refused++;
    }
    advance();
    ackNow |= highest != upTo;
    if (wanted) {
      deliverAround(nowNs, tsn);
      raiseFloor();
    }
  }

  private void advance() {
    while (isAfter(highest, upTo) && arrived[place(upTo + 1)]) {
      upTo++;
      arrived[place(upTo)] = false;
    }
  }

  private void raiseFloor() {
    while (!isAfter(floor, upTo) && !chunk(floor).held) {
      floor++;
    }
  }

  /// Hands on the message that the chunk completes, if it does, and those that waited for it.
  private void deliverAround(long nowNs, int tsn) {
    int first = tsn;
    while (!chunk(first).isBegin()) {
      if (!isAfter(first, floor) || !chunk(first).continues(chunk(first - 1))) {
        return;
      }
      first--;
    }
    ReceivedChunk begin = chunk(first);
    if (!begin.isOrdered()) {
      deliver(nowNs, first);
    } else if (begin.ssn() == nextSsn[begin.stream()] && deliver(nowNs, first)) {
      deliverWaiting(nowNs, begin.stream());
    }
  }

  private void deliverWaiting(long nowNs, int stream) {
    for (int tsn = floor; !isAfter(tsn, highest) && heldBytes > 0; tsn++) {
      ReceivedChunk begin = chunk(tsn);
      if (begin.isBegin()
          && begin.isOrdered()
          && begin.stream() == stream
          && begin.ssn() == nextSsn[stream]
          && !deliver(nowNs, tsn)) {
        return;
      }
    }
  }

  /// Hands on the message that begins at `first` if it is whole.
  private boolean deliver(long nowNs, int first) {
    int last = first;
    int lengthBytes = chunk(first).lengthBytes;
    while (!chunk(last).isEnd()) {
      if (!isAfter(highest, last) || !chunk(last + 1).continues(chunk(last))) {
        return false;
      }
      last++;
      lengthBytes += chunk(last).lengthBytes;
    }
    ReceivedChunk begin = chunk(first);
    if (begin.isOrdered()) {
      nextSsn[begin.stream()] = (begin.ssn() + 1) & 0xffff;
    }
    byte[] bytes = begin.payload();
    if (lengthBytes > limits.messageBytesMax()) {
      refused++;
      lengthBytes = 0;
    } else if (last != first) {
      bytes = whole;
      gather(first, last);
    }
    for (int tsn = first; !isAfter(tsn, last); tsn++) {
      release(tsn);
    }
    if (lengthBytes > 0) {
      messages.onMessage(nowNs, begin.stream(), begin.protocol(), bytes, 0, lengthBytes);
    }
    return true;
  }

  private void gather(int first, int last) {
    int at = 0;
    for (int tsn = first; !isAfter(tsn, last); tsn++) {
      ReceivedChunk part = chunk(tsn);
      System.arraycopy(part.payload(), 0, whole, at, part.lengthBytes);
      at += part.lengthBytes;
    }
  }

  private void release(int tsn) {
    ReceivedChunk chunk = chunk(tsn);
    if (chunk.held) {
      chunk.held = false;
      heldBytes -= chunk.lengthBytes;
    }
  }

  /// The peer gave up everything up to a number (RFC 3758, section 3.6).
  void onForward(long nowNs, SctpPacketView forward) {
    if (forward.valueBytes() < 4) {
      refused++;
      return;
    }
    ackNow = true;
    int given = forward.int32(0);
    if (!isAfter(given, upTo)) {
      return;
    }
    for (int at = 4; at + 4 <= forward.valueBytes(); at += 4) {
      if (forward.uint16(at) < limits.streams()) {
        skip(nowNs, forward.uint16(at), forward.uint16(at + 2));
      }
    }
    int kept = isAfter(given, highest) ? highest : given;
    for (int tsn = floor; !isAfter(tsn, kept); tsn++) {
      release(tsn);
    }
    for (int tsn = upTo + 1; !isAfter(tsn, kept); tsn++) {
      arrived[place(tsn)] = false;
    }
    upTo = given;
    highest = isAfter(given, highest) ? given : highest;
    floor = given + 1;
    advance();
    raiseFloor();
    for (int at = 4; at + 4 <= forward.valueBytes(); at += 4) {
      if (forward.uint16(at) < limits.streams()) {
        deliverWaiting(nowNs, forward.uint16(at));
      }
    }
    raiseFloor();
  }

  /// Hands on what of a stream is whole and not after `ssn`, then waits for the one after it.
  private void skip(long nowNs, int stream, int ssn) {
    if ((short) (ssn - nextSsn[stream]) < 0) {
      return;
    }
    for (int tsn = floor; !isAfter(tsn, highest); tsn++) {
      ReceivedChunk begin = chunk(tsn);
      if (begin.isBegin()
          && begin.isOrdered()
          && begin.stream() == stream
          && (short) (begin.ssn() - ssn) <= 0) {
        deliver(nowNs, tsn);
      }
    }
    nextSsn[stream] = (ssn + 1) & 0xffff;
  }

  /// Called after the last chunk of a packet.
  void packetEnds(long nowNs) {
    if (freshData) {
      freshData = false;
      unackedPackets++;
      ackNow |= unackedPackets >= ACK_EVERY_PACKETS;
      ackDeadlineNs = Math.min(ackDeadlineNs, nowNs + ACK_DELAY_NS);
    }
  }

  boolean mustAck(long nowNs) {
    return ackNow || nowNs >= ackDeadlineNs;
  }

  /// Whether something has come that is not acknowledged yet, so that a packet that goes out anyway
  /// may say so.
  boolean mayAck() {
    return ackNow || ackDeadlineNs != Deadlines.NEVER;
  }

  long deadlineNs() {
    return ackDeadlineNs;
  }

  void writeSack(SctpWriter writer, int limitBytes) {
    ackNow = false;
    unackedPackets = 0;
    ackDeadlineNs = Deadlines.NEVER;
    int most =
        (limitBytes
                - writer.lengthBytes()
                - SctpFormat.CHUNK_HEADER_BYTES
                - SctpFormat.SACK_FIXED_BYTES)
            / 4;
    int gaps = Math.min(most, gaps(writer, 0));
    writer.beginChunk(SctpFormat.SACK, 0);
    writer.put32(upTo);
    writer.put32(Math.max(0, limits.receiveBytesMax() - heldBytes));
    writer.put16(gaps);
    writer.put16(0);
    gaps(writer, gaps);
    writer.endChunk();
  }

  /// Counts the blocks that arrived beyond a gap and writes the first `wanted`.
  private int gaps(SctpWriter writer, int wanted) {
    int count = 0;
    int tsn = upTo + 1;
    while (!isAfter(tsn, highest)) {
      if (!arrived[place(tsn)]) {
        tsn++;
        continue;
      }
      int first = tsn;
      while (!isAfter(tsn, highest) && arrived[place(tsn)]) {
        tsn++;
      }
      if (count++ < wanted) {
        writer.put16(first - upTo);
        writer.put16(tsn - 1 - upTo);
      }
    }
    return count;
  }

  /// Chunks that came more than once.
  long duplicates() {
    return duplicates;
  }

  /// Chunks that were malformed, too many, or of streams that there are not.
  long refused() {
    return refused;
  }
}
