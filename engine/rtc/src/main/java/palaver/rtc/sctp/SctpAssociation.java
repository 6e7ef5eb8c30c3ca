// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.sctp;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import palaver.base.Deadlines;
import palaver.base.Outbox;
import palaver.base.SecretSource;
import palaver.wire.BigEndian;
import palaver.wire.sctp.SctpFormat;
import palaver.wire.sctp.SctpPacketView;
import palaver.wire.sctp.SctpWriter;

/// One association with the peer at the other end of a DTLS connection. Packets go to address 0 of
/// the outbox.
///
/// | state | on | becomes |
/// |---|---|---|
/// | closed | [#connect] | cookie wait |
/// | cookie wait | INIT ACK | cookie echoed |
/// | closed, cookie wait, cookie echoed | COOKIE ECHO of ours | established |
/// | cookie echoed | COOKIE ACK | established |
/// | any | ABORT, SHUTDOWN, half a minute without an answer, [#abort] | lost |
///
/// Both ends may connect at once; they meet in one association. The peer is known by DTLS, so the
/// cookie only proves that it has read our INIT ACK, and what its INIT said is kept here. There are
/// no heartbeats of ours (ICE asks whether the path is alive), one path, and no reset of streams.
/// Allocates nothing per message in steady state. Not for several threads.
public final class SctpAssociation {

  /// Of at most a second each: half a minute of silence, as long as consent holds (RFC 7675).
  private static final int TIMEOUTS_MAX = 30;

  private static final int COOKIE_BYTES = 16;
  private static final int COOKIE_BYTES_MAX = 1_000;
  private static final int NO_TAG = 0;

  private final SctpLimits limits;
  private final Sender sender;
  private final Receiver receiver;
  private final SctpPacketView packet = new SctpPacketView();
  private final SctpWriter writer = new SctpWriter();
  private final byte[] cookie;
  private final int localTag;
  private final int firstTsn;
  private SctpState state = SctpState.CLOSED;
  private int peerTag = NO_TAG;
  private byte @Nullable [] peerCookie;
  private long startDeadlineNs = Deadlines.NEVER;
  private long startTimeoutNs = RoundTrip.INITIAL_NS;
  private int startTimeouts;
  private long packetsSent;
  private long packetsRefused;

  /// An association that waits for [#connect] or for the peer's INIT.
  ///
  /// @param messages takes what arrives
  public SctpAssociation(SctpLimits limits, SecretSource secrets, SctpMessages messages) {
    this.limits = limits;
    byte[] random = secrets.bytes(8);
    localTag = BigEndian.i32(random, 0) | 1;
    firstTsn = BigEndian.i32(random, 4);
    cookie = secrets.bytes(COOKIE_BYTES);
    sender = new Sender(limits, firstTsn);
    receiver = new Receiver(limits, messages);
  }

  public SctpState state() {
    return state;
  }

  /// Sends INIT.
  public void connect(long nowNs, Outbox<?> outbox) {
    if (state == SctpState.CLOSED) {
      state = SctpState.COOKIE_WAIT;
      writeStart(nowNs, outbox);
    }
  }

  private void writeStart(long nowNs, Outbox<?> outbox) {
    startDeadlineNs = nowNs + startTimeoutNs;
    byte[] echo = peerCookie;
    if (!begin(outbox, echo == null ? NO_TAG : peerTag)) {
      return;
    }
    if (echo == null) {
      writer.beginChunk(SctpFormat.INIT, 0);
      writeInitValue();
    } else {
      writer.beginChunk(SctpFormat.COOKIE_ECHO, 0);
      writer.put(echo, 0, echo.length);
    }
    endAlone(outbox);
  }

  private void writeInitValue() {
    writer.put32(localTag);
    writer.put32(limits.receiveBytesMax());
    writer.put16(limits.streams());
    writer.put16(limits.streams());
    writer.put32(firstTsn);
    writer.put16(SctpFormat.FORWARD_TSN_SUPPORTED);
    writer.put16(SctpFormat.CHUNK_HEADER_BYTES);
  }

  private boolean begin(Outbox<?> outbox, int tag) {
    int at = outbox.reserve();
    if (at < 0) {
      return false;
    }
    writer.begin(outbox.bytes(), at, tag);
    return true;
  }

  private void endAlone(Outbox<?> outbox) {
    writer.endChunk();
    commit(outbox);
  }

  private void commit(Outbox<?> outbox) {
    outbox.commit(0, writer.finish());
    packetsSent++;
  }

  /// Takes one packet of the peer.
  public void onPacket(long nowNs, byte[] bytes, int offset, int length, Outbox<?> outbox) {
    if (state == SctpState.LOST || !packet.parse(bytes, offset, length) || !packet.nextChunk()) {
      packetsRefused++;
      return;
    }
    if (!isForUs()) {
      packetsRefused++;
      return;
    }
    boolean more = true;
    while (more && state != SctpState.LOST) {
      more = onChunk(nowNs, outbox) && packet.nextChunk();
    }
    receiver.packetEnds(nowNs);
    flush(nowNs, outbox);
  }

  /// The tag proves that the peer means this association (RFC 9260, section 8.5).
  private boolean isForUs() {
    int tag = packet.verificationTag();
    int type = packet.type();
    if (type == SctpFormat.INIT) {
      return tag == NO_TAG && packet.isAlone();
    }
    boolean mayReflect = type == SctpFormat.ABORT || type == SctpFormat.SHUTDOWN_COMPLETE;
    if (mayReflect && (packet.flags() & SctpFormat.REFLECTED_TAG) != 0) {
      return tag == peerTag && peerTag != NO_TAG;
    }
    return tag == localTag;
  }

  /// @return whether the chunks after this one are read
  private boolean onChunk(long nowNs, Outbox<?> outbox) {
    boolean established = state == SctpState.ESTABLISHED;
    switch (packet.type()) {
      case SctpFormat.INIT -> onInit(outbox);
      case SctpFormat.INIT_ACK -> onInitAck(nowNs, outbox);
      case SctpFormat.COOKIE_ECHO -> onCookieEcho(outbox);
      case SctpFormat.COOKIE_ACK -> {
        if (state == SctpState.COOKIE_ECHOED) {
          establish();
        }
      }
      case SctpFormat.ABORT, SctpFormat.SHUTDOWN_COMPLETE -> lose();
      case SctpFormat.SHUTDOWN -> {
        answerEmpty(SctpFormat.SHUTDOWN_ACK, outbox);
        lose();
      }
      case SctpFormat.HEARTBEAT -> answerHeartbeat(outbox);
      case SctpFormat.DATA -> {
        if (established) {
          receiver.onData(nowNs, packet);
        }
      }
      case SctpFormat.SACK -> {
        if (established) {
          sender.onSack(nowNs, packet);
        }
      }
      case SctpFormat.FORWARD_TSN -> {
        if (established) {
          receiver.onForward(nowNs, packet);
        }
      }
      // The highest bit of an unknown type says whether the rest is to be read.
      default -> {
        return packet.type() >= 0x80 || packet.type() <= SctpFormat.SHUTDOWN_COMPLETE;
      }
    }
    return true;
  }

  private void onInit(Outbox<?> outbox) {
    if (packet.valueBytes() < SctpFormat.INIT_FIXED_BYTES || packet.int32(0) == NO_TAG) {
      packetsRefused++;
      return;
    }
    int tag = packet.int32(0);
    if (state == SctpState.ESTABLISHED && tag != peerTag) {
      packetsRefused++; // A peer that starts anew does so with a new DTLS connection.
      return;
    }
    if (state == SctpState.CLOSED || state == SctpState.COOKIE_WAIT) {
      takePeer();
    }
    if (!begin(outbox, tag)) {
      return;
    }
    writer.beginChunk(SctpFormat.INIT_ACK, 0);
    writeInitValue();
    writer.put16(SctpFormat.STATE_COOKIE);
    writer.put16(SctpFormat.CHUNK_HEADER_BYTES + COOKIE_BYTES);
    writer.put(cookie, 0, COOKIE_BYTES);
    endAlone(outbox);
  }

  /// Keeps what an INIT or INIT ACK says.
  private void takePeer() {
    peerTag = packet.int32(0);
    boolean forwards = packet.parameter(SctpFormat.FORWARD_TSN_SUPPORTED) >= 0;
    sender.peer(packet.int32(4), forwards);
    receiver.peer(packet.int32(12));
  }

  private void onInitAck(long nowNs, Outbox<?> outbox) {
    if (state != SctpState.COOKIE_WAIT
        || packet.valueBytes() < SctpFormat.INIT_FIXED_BYTES
        || packet.int32(0) == NO_TAG) {
      return;
    }
    int at = packet.parameter(SctpFormat.STATE_COOKIE);
    if (at < 0) {
      packetsRefused++;
      return;
    }
    int lengthBytes = BigEndian.u16(packet.bytes(), at + 2) - SctpFormat.CHUNK_HEADER_BYTES;
    if (lengthBytes > COOKIE_BYTES_MAX) {
      packetsRefused++;
      return;
    }
    takePeer();
    peerCookie = new byte[lengthBytes];
    System.arraycopy(
        packet.bytes(), at + SctpFormat.CHUNK_HEADER_BYTES, peerCookie, 0, lengthBytes);
    state = SctpState.COOKIE_ECHOED;
    startTimeouts = 0;
    startTimeoutNs = RoundTrip.INITIAL_NS;
    writeStart(nowNs, outbox);
  }

  private void onCookieEcho(Outbox<?> outbox) {
    byte[] echoed = new byte[packet.valueBytes()];
    System.arraycopy(packet.bytes(), packet.valueOffset(), echoed, 0, echoed.length);
    if (peerTag == NO_TAG || !MessageDigest.isEqual(cookie, echoed)) {
      packetsRefused++;
      return;
    }
    establish();
    answerEmpty(SctpFormat.COOKIE_ACK, outbox);
  }

  private void establish() {
    state = SctpState.ESTABLISHED;
    startDeadlineNs = Deadlines.NEVER;
    peerCookie = null;
  }

  private void answerEmpty(int type, Outbox<?> outbox) {
    if (begin(outbox, peerTag)) {
      writer.beginChunk(type, 0);
      endAlone(outbox);
    }
  }

  private void answerHeartbeat(Outbox<?> outbox) {
    int room = limits.packetBytesMax() - SctpFormat.HEADER_BYTES - SctpFormat.CHUNK_HEADER_BYTES;
    if (packet.valueBytes() <= room && peerTag != NO_TAG && begin(outbox, peerTag)) {
      writer.beginChunk(SctpFormat.HEARTBEAT_ACK, 0);
      writer.put(packet.bytes(), packet.valueOffset(), packet.valueBytes());
      endAlone(outbox);
    }
  }

  private void lose() {
    state = SctpState.LOST;
    startDeadlineNs = Deadlines.NEVER;
  }

  /// Ends the association and tells the peer.
  public void abort(Outbox<?> outbox) {
    if (state != SctpState.LOST) {
      if (peerTag != NO_TAG) {
        answerEmpty(SctpFormat.ABORT, outbox);
      }
      lose();
    }
  }

  /// Makes a stream usable for sending.
  ///
  /// @param messagesMax how many messages wait at most
  /// @param oldestGoes whether, when that many wait, the oldest of those that may be lost makes
  ///   place; otherwise the newest is refused
  public void open(int stream, int messagesMax, boolean oldestGoes) {
    sender.open(stream, messagesMax, oldestGoes);
  }

  /// Queues a message and sends what may be sent.
  ///
  /// @return false when it was refused: the stream is not open, its queue is full, or the message
  ///   is empty or too large
  public boolean send(
      long nowNs,
      int stream,
      int protocol,
      Delivery delivery,
      byte[] bytes,
      int offset,
      int length,
      Outbox<?> outbox) {
    if (state == SctpState.LOST || length < 1 || length > limits.messageBytesMax()) {
      return false;
    }
    boolean taken = sender.add(nowNs, stream, protocol, delivery, bytes, offset, length);
    flush(nowNs, outbox);
    return taken;
  }

  private void flush(long nowNs, Outbox<?> outbox) {
    while (state == SctpState.ESTABLISHED
        && (receiver.mustAck(nowNs) || sender.isReady(nowNs))
        && begin(outbox, peerTag)) {
      if (receiver.mayAck()) {
        receiver.writeSack(writer, limits.packetBytesMax());
      }
      sender.write(nowNs, writer, limits.packetBytesMax());
      if (writer.isEmpty()) {
        return;
      }
      commit(outbox);
    }
  }

  /// Sends again what is due.
  public void onDeadline(long nowNs, Outbox<?> outbox) {
    if (nowNs >= startDeadlineNs) {
      if (++startTimeouts > TIMEOUTS_MAX) {
        lose();
        return;
      }
      startTimeoutNs = Math.min(2 * startTimeoutNs, RoundTrip.MAX_NS);
      writeStart(nowNs, outbox);
    }
    if (state == SctpState.ESTABLISHED && !sender.onDeadline(nowNs, TIMEOUTS_MAX)) {
      abort(outbox);
    }
    flush(nowNs, outbox);
  }

  public long nextDeadlineNs() {
    if (state == SctpState.LOST) {
      return Deadlines.NEVER;
    }
    return Math.min(startDeadlineNs, Math.min(sender.deadlineNs(), receiver.deadlineNs()));
  }

  /// Messages of a stream that wait to be sent.
  public int queued(int stream) {
    SendQueue queue = sender.queue(stream);
    return queue == null ? 0 : queue.count();
  }

  /// Messages of a stream that were never sent: they made place for newer ones or became too old.
  public long droppedUnsent(int stream) {
    SendQueue queue = sender.queue(stream);
    return queue == null ? 0 : queue.dropped();
  }

  public SctpFigures figures() {
    return sender.figures();
  }

  public long packetsSent() {
    return packetsSent;
  }

  /// Packets that were damaged, not for this association, or said nothing that may be said.
  public long packetsRefused() {
    return packetsRefused;
  }

  /// Chunks that arrived more than once.
  public long duplicates() {
    return receiver.duplicates();
  }

  /// Chunks that were refused.
  public long chunksRefused() {
    return receiver.refused();
  }
}
