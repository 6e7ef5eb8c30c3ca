// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.sctp;

import static palaver.wire.sctp.SctpFormat.isAfter;

import org.jspecify.annotations.Nullable;
import palaver.base.Deadlines;
import palaver.wire.sctp.SctpFormat;
import palaver.wire.sctp.SctpPacketView;
import palaver.wire.sctp.SctpWriter;

/// The sending half: cuts messages into chunks, sends what window and congestion allow, sends again
/// or gives up what was lost.
final class Sender {

  private static final int MISSED_MEANS_LOST = 3;

  private final SctpLimits limits;
  private final @Nullable SendQueue[] queues;
  private final SentChunk[] ring;
  private final RoundTrip roundTrip = new RoundTrip();
  private final Congestion congestion;
  private int acknowledged;
  private int givenUpTo;
  private int nextTsn;
  private int peerWindow;
  private boolean peerForwards;
  private int flightBytes;
  private int lostChunks;
  private boolean forwardDue;
  private int turn;
  private boolean inMessage;
  private long deadlineNs = Deadlines.NEVER;
  private int timeouts;
  private long retransmitted;
  private long abandoned;

  Sender(SctpLimits limits, int firstTsn) {
    this.limits = limits;
    queues = new SendQueue[limits.streams()];
    ring = new SentChunk[limits.windowChunks()];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = new SentChunk();
    }
    congestion = new Congestion(limits.packetBytesMax());
    nextTsn = firstTsn;
    acknowledged = firstTsn - 1;
    givenUpTo = acknowledged;
  }

  /// What the peer said of itself.
  void peer(int windowBytes, boolean forwards) {
    window(windowBytes);
    peerForwards = forwards;
  }

  private void window(int unsignedBytes) {
    peerWindow = unsignedBytes < 0 ? Integer.MAX_VALUE : unsignedBytes;
  }

  void open(int stream, int messagesMax, boolean oldestGoes) {
    queues[stream] = new SendQueue(messagesMax, oldestGoes);
  }

  boolean add(
      long nowNs, int stream, int protocol, Delivery how, byte[] bytes, int offset, int length) {
    SendQueue queue = queues[stream];
    return queue != null && queue.add(nowNs, protocol, how, bytes, offset, length);
  }

  @Nullable SendQueue queue(int stream) {
    return queues[stream];
  }

  private SentChunk chunk(int tsn) {
    return ring[tsn & (ring.length - 1)];
  }

  /// Whether [#write] would write something into an empty packet.
  boolean isReady(long nowNs) {
    if (forwardDue || (lostChunks > 0 && maySend(0))) {
      return true;
    }
    return mayGrow(0) && nextQueue(nowNs) != null;
  }

  private boolean maySend(int bytes) {
    return congestion.allows(flightBytes)
        && (flightBytes == 0 || bytes <= peerWindow - flightBytes);
  }

  /// The ring holds what lies between the last acknowledged and the next chunk, and an end that
  /// never goes out.
  private boolean mayGrow(int bytes) {
    return maySend(bytes) && nextTsn - acknowledged - 1 < ring.length - 1;
  }

  void write(long nowNs, SctpWriter writer, int limitBytes) {
    if (forwardDue) {
      writeForward(writer, limitBytes);
    }
    for (int tsn = acknowledged + 1; lostChunks > 0 && isAfter(nextTsn, tsn); tsn++) {
      SentChunk chunk = chunk(tsn);
      if (chunk.state == SentChunk.State.LOST) {
        if (!fits(chunk.lengthBytes, writer, limitBytes) || !maySend(chunk.lengthBytes)) {
          return;
        }
        lostChunks--;
        retransmitted++;
        put(nowNs, tsn, chunk, writer);
      }
    }
    writeNew(nowNs, writer, limitBytes);
  }

  private static boolean fits(int payloadBytes, SctpWriter writer, int limitBytes) {
    int chunkBytes = SctpFormat.DATA_HEADER_BYTES + SctpFormat.padded(payloadBytes);
    return writer.lengthBytes() + chunkBytes <= limitBytes;
  }

  private void put(long nowNs, int tsn, SentChunk chunk, SctpWriter writer) {
    chunk.write(nowNs, tsn, writer);
    flightBytes += chunk.lengthBytes;
    if (deadlineNs == Deadlines.NEVER) {
      deadlineNs = nowNs + roundTrip.timeoutNs();
    }
  }

  private void writeNew(long nowNs, SctpWriter writer, int limitBytes) {
    int chunkMax = limits.packetBytesMax() - SctpFormat.HEADER_BYTES - SctpFormat.DATA_HEADER_BYTES;
    SendQueue queue = nextQueue(nowNs);
    while (queue != null) {
      SendQueue.Message message = queue.head();
      int length = Math.min(message.restBytes(), chunkMax);
      if (!fits(length, writer, limitBytes) || !mayGrow(length)) {
        return;
      }
      boolean begins = message.sentBytes() == 0;
      boolean ends = length == message.restBytes();
      int flags = (begins ? SctpFormat.BEGIN : 0) | (ends ? SctpFormat.END : 0);
      boolean ordered = message.delivery().ordered();
      int tsn = nextTsn++;
      SentChunk chunk = chunk(tsn);
      int ssn = ordered ? begins ? queue.takeSsn() : chunk(tsn - 1).ssn : 0;
      chunk.set(message, length, flags | (ordered ? 0 : SctpFormat.UNORDERED), turn, ssn);
      put(nowNs, tsn, chunk, writer);
      message.sent(length);
      inMessage = !ends;
      if (ends) {
        queue.removeHead();
        turn = (turn + 1) % queues.length;
      }
      queue = nextQueue(nowNs);
    }
  }

  /// The queue whose turn it is: the one in the middle of a message, else the next with one.
  private @Nullable SendQueue nextQueue(long nowNs) {
    for (int i = 0; i < queues.length; i++) {
      SendQueue queue = queues[turn];
      if (queue != null && (inMessage || queue.hasMessage(nowNs))) {
        return queue;
      }
      turn = (turn + 1) % queues.length;
    }
    return null;
  }

  /// Tells the peer what it need not wait for (RFC 3758, section 3.2).
  private void writeForward(SctpWriter writer, int limitBytes) {
    forwardDue = false;
    writer.beginChunk(SctpFormat.FORWARD_TSN, 0);
    writer.put32(givenUpTo);
    for (int tsn = acknowledged + 1; !isAfter(tsn, givenUpTo); tsn++) {
      SentChunk chunk = chunk(tsn);
      if (isLastOfItsStream(tsn) && writer.lengthBytes() + 4 <= limitBytes) {
        writer.put16(chunk.stream);
        writer.put16(chunk.ssn);
      }
    }
    writer.endChunk();
  }

  private boolean isLastOfItsStream(int tsn) {
    SentChunk chunk = chunk(tsn);
    if (chunk.has(SctpFormat.UNORDERED)) {
      return false;
    }
    for (int later = tsn + 1; !isAfter(later, givenUpTo); later++) {
      if (!chunk(later).has(SctpFormat.UNORDERED) && chunk(later).stream == chunk.stream) {
        return false;
      }
    }
    return true;
  }

  void onSack(long nowNs, SctpPacketView sack) {
    if (sack.valueBytes() < SctpFormat.SACK_FIXED_BYTES) {
      return;
    }
    int upTo = sack.int32(0);
    if (isAfter(acknowledged, upTo) || !isAfter(nextTsn, upTo)) {
      return;
    }
    int flightBefore = flightBytes;
    boolean advanced = upTo != acknowledged;
    int bytes = 0;
    while (acknowledged != upTo) {
      acknowledged++;
      bytes += arrived(nowNs, acknowledged);
    }
    int highest = acknowledged;
    int gaps = Math.min(sack.uint16(8), (sack.valueBytes() - SctpFormat.SACK_FIXED_BYTES) / 4);
    for (int i = 0; i < gaps; i++) {
      int at = SctpFormat.SACK_FIXED_BYTES + 4 * i;
      int last = upTo + sack.uint16(at + 2);
      for (int tsn = upTo + sack.uint16(at);
          !isAfter(tsn, last) && isAfter(nextTsn, tsn) && isAfter(tsn, upTo);
          tsn++) {
        int here = arrived(nowNs, tsn);
        bytes += here;
        highest = here > 0 && isAfter(tsn, highest) ? tsn : highest;
      }
    }
    window(sack.int32(4));
    giveUpOvertaken(nowNs, highest);
    advance();
    congestion.acknowledged(bytes, flightBefore, acknowledged);
    if (advanced || bytes > 0) {
      timeouts = 0;
    }
    if (advanced) {
      deadlineNs = isOutstanding() ? nowNs + roundTrip.timeoutNs() : Deadlines.NEVER;
    }
  }

  private boolean isOutstanding() {
    return acknowledged != nextTsn - 1;
  }

  /// @return how many bytes this newly settles
  private int arrived(long nowNs, int tsn) {
    SentChunk chunk = chunk(tsn);
    int bytes = chunk.lengthBytes;
    switch (chunk.state) {
      case IN_FLIGHT -> {
        flightBytes -= bytes;
        if (chunk.sends == 1) {
          roundTrip.measured(nowNs - chunk.sentNs);
        }
      }
      case LOST -> lostChunks--;
      case ARRIVED, ABANDONED -> {
        return 0;
      }
    }
    chunk.state = SentChunk.State.ARRIVED;
    return bytes;
  }

  private void giveUpOvertaken(long nowNs, int highest) {
    for (int tsn = acknowledged + 1; isAfter(highest, tsn); tsn++) {
      SentChunk chunk = chunk(tsn);
      if (chunk.state == SentChunk.State.IN_FLIGHT && ++chunk.missed == MISSED_MEANS_LOST) {
        congestion.lost(nextTsn - 1);
        lose(nowNs, tsn);
      }
    }
  }

  private void lose(long nowNs, int tsn) {
    SentChunk chunk = chunk(tsn);
    flightBytes -= chunk.lengthBytes;
    chunk.state = SentChunk.State.LOST;
    lostChunks++;
    if (peerForwards && (chunk.sends > chunk.retransmitsMax || nowNs >= chunk.expiresNs)) {
      abandonMessage(tsn);
    }
  }

  /// A message goes whole or not at all: what of it is sent is given up, what waits is dropped. An
  /// end that never goes out stands for the dropped part, so that the peer must be told even if all
  /// that was sent has arrived.
  private void abandonMessage(int tsn) {
    int first = tsn;
    while (!chunk(first).has(SctpFormat.BEGIN) && isAfter(first, acknowledged + 1)) {
      first--;
    }
    int last = tsn;
    while (!chunk(last).has(SctpFormat.END) && isAfter(nextTsn, last + 1)) {
      last++;
    }
    for (int each = first; !isAfter(each, last); each++) {
      abandon(chunk(each));
    }
    abandoned++;
    SendQueue queue = queues[chunk(last).stream];
    if (!chunk(last).has(SctpFormat.END) && queue != null) {
      queue.removeHead();
      inMessage = false;
      chunk(nextTsn).endOf(chunk(last));
      nextTsn++;
    }
  }

  private void abandon(SentChunk chunk) {
    switch (chunk.state) {
      case IN_FLIGHT -> flightBytes -= chunk.lengthBytes;
      case LOST -> lostChunks--;
      case ARRIVED, ABANDONED -> {}
    }
    chunk.state = SentChunk.State.ABANDONED;
  }

  private void advance() {
    int before = givenUpTo;
    if (isAfter(acknowledged, givenUpTo)) {
      givenUpTo = acknowledged;
      before = acknowledged;
    }
    while (isAfter(nextTsn, givenUpTo + 1)
        && chunk(givenUpTo + 1).state == SentChunk.State.ABANDONED) {
      givenUpTo++;
    }
    forwardDue = isAfter(givenUpTo, acknowledged) && (forwardDue || givenUpTo != before);
  }

  /// Does what is due.
  ///
  /// @return false when the peer has not answered for too long
  boolean onDeadline(long nowNs, int timeoutsMax) {
    if (nowNs < deadlineNs) {
      return true;
    }
    if (++timeouts > timeoutsMax) {
      return false;
    }
    roundTrip.expired();
    congestion.expired();
    for (int tsn = acknowledged + 1; isAfter(nextTsn, tsn); tsn++) {
      if (chunk(tsn).state == SentChunk.State.IN_FLIGHT) {
        lose(nowNs, tsn);
      }
    }
    advance();
    forwardDue = isAfter(givenUpTo, acknowledged);
    deadlineNs = isOutstanding() ? nowNs + roundTrip.timeoutNs() : Deadlines.NEVER;
    return true;
  }

  long deadlineNs() {
    return deadlineNs;
  }

  SctpFigures figures() {
    return new SctpFigures(
        nextTsn - acknowledged - 1,
        flightBytes,
        congestion.windowBytes(),
        roundTrip.smoothedNs(),
        retransmitted,
        abandoned);
  }
}
