// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import org.jspecify.annotations.Nullable;
import palaver.wire.radio.field.Coded;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// Who may talk. Names, causes and message numbers follow the floor control of 3GPP TS 24.380 where
/// they fit: subtype n there is type 0x20 + n here for the messages that both have.
///
/// A request id is the requester's own counter: an answer repeats it, and an answer to an older one
/// is stale.
public sealed interface FloorMessage extends RadioMessage {

  /// Why a request was denied. Codes up to 7 and 255 as in TS 24.380.
  enum DenyCause implements Coded {
    ANOTHER_HAS_PERMISSION(1),
    INTERNAL_ERROR(2),
    ONLY_ONE_PARTICIPANT(3),
    RETRY_AFTER_RUNNING(4),
    RECEIVE_ONLY(5),
    NO_RESOURCES(6),
    QUEUE_FULL(7),
    /// Ours: nobody leads, and the wait for a leader ended.
    NO_LEADER(100),
    /// Ours: the requester is not a member, or no longer one.
    NOT_A_MEMBER(101),
    OTHER(255);

    private final int code;

    DenyCause(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }

  /// Why a lease ends before its holder wants. Codes up to 6 and 255 as in TS 24.380.
  enum RevokeCause implements Coded {
    ONLY_ONE_PARTICIPANT(1),
    TALKED_TOO_LONG(2),
    NO_PERMISSION(3),
    PREEMPTED(4),
    NO_RESOURCES(6),
    /// Ours: the holder was not heard any more.
    HOLDER_LOST(100),
    /// Ours: the holder is no longer a member.
    NOT_A_MEMBER(101),
    OTHER(255);

    private final int code;

    RevokeCause(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }

  /// A press of the button.
  ///
  /// @param requestId rises with each press, 0 to 2^32 - 1; a repetition keeps it
  /// @param priority 0 to 255; what counts is what the membership allows
  /// @param emergency whether it is to pre-empt
  /// @param mayQueue whether the requester waits when the floor is taken
  record Request(long requestId, int priority, boolean emergency, boolean mayQueue)
      implements FloorMessage {

    @Override
    public MessageType type() {
      return MessageType.FLOOR_REQUEST;
    }

    @Override
    public void write(FieldWriter out) {
      out.u32(1, requestId).u8(2, priority).flag(3, emergency).flag(4, mayQueue);
    }

    static Request read(FieldReader in) {
      return new Request(in.u32(1), in.u8(2), in.flag(3), in.flag(4));
    }
  }

  /// The floor is yours.
  ///
  /// @param queued whether the request had waited: the microphone then opens only while the button
  ///   is still held
  record Grant(long requestId, boolean queued, LeaseProof lease) implements FloorMessage {

    @Override
    public MessageType type() {
      return MessageType.FLOOR_GRANT;
    }

    @Override
    public void write(FieldWriter out) {
      out.u32(1, requestId).flag(2, queued).nested(3, lease::write);
    }

    static Grant read(FieldReader in) {
      return new Grant(in.u32(1), in.flag(2), LeaseProof.read(in, 3));
    }
  }

  /// Somebody talks.
  ///
  /// @param remainingMs what is left of the lease, in milliseconds
  record Taken(LeaseProof lease, long remainingMs) implements FloorMessage {

    @Override
    public MessageType type() {
      return MessageType.FLOOR_TAKEN;
    }

    @Override
    public void write(FieldWriter out) {
      out.nested(1, lease::write).u32(2, remainingMs);
    }

    static Taken read(FieldReader in) {
      return new Taken(LeaseProof.read(in, 1), in.u32(2));
    }
  }

  /// No.
  ///
  /// @param retryAfterMs how long further requests are denied, in milliseconds
  record Deny(long requestId, DenyCause cause, long retryAfterMs) implements FloorMessage {

    @Override
    public MessageType type() {
      return MessageType.FLOOR_DENY;
    }

    @Override
    public void write(FieldWriter out) {
      out.u32(1, requestId).choice(2, cause).u32(3, retryAfterMs);
    }

    static Deny read(FieldReader in) {
      return new Deny(in.u32(1), in.choice(2, DenyCause.values(), DenyCause.OTHER), in.u32(3));
    }
  }

  /// The button was let go: gives back the lease, or leaves the queue.
  ///
  /// @param lease what is given back, or null when the request still waits
  /// @param lastSequence the last frame of the burst, 0 to 2^32 - 1
  record Release(long requestId, @Nullable LeaseId lease, long lastSequence)
      implements FloorMessage {

    @Override
    public MessageType type() {
      return MessageType.FLOOR_RELEASE;
    }

    @Override
    public void write(FieldWriter out) {
      out.u32(1, requestId);
      LeaseId.writeIfAny(out, 2, lease);
      out.u32(3, lastSequence);
    }

    static Release read(FieldReader in) {
      return new Release(in.u32(1), LeaseId.readIfAny(in, 2), in.u32(3));
    }
  }

  /// Nobody talks, signed by the leader. In a new term it says that no lease was adopted.
  ///
  /// @param lastNumber the number of the last lease of this term, 0 when there was none
  record Idle(Term term, int channel, long lastNumber) implements FloorMessage {

    @Override
    public MessageType type() {
      return MessageType.FLOOR_IDLE;
    }

    @Override
    public void write(FieldWriter out) {
      term.write(out, 1);
      out.u16(2, channel).u32(3, lastNumber);
    }

    static Idle read(FieldReader in) {
      return new Idle(Term.read(in, 1), in.u16(2), in.u32(3));
    }
  }

  /// The lease ends, signed by the leader.
  ///
  /// @param graceMs how long the holder may still finish its sentence, in milliseconds
  record Revoke(LeaseId lease, RevokeCause cause, long graceMs) implements FloorMessage {

    @Override
    public MessageType type() {
      return MessageType.FLOOR_REVOKE;
    }

    @Override
    public void write(FieldWriter out) {
      lease.write(out, 1);
      out.choice(2, cause).u32(3, graceMs);
    }

    static Revoke read(FieldReader in) {
      return new Revoke(
          LeaseId.read(in, 1), in.choice(2, RevokeCause.values(), RevokeCause.OTHER), in.u32(3));
    }
  }

  /// Where am I in the queue?
  record QueuePositionRequest(long requestId) implements FloorMessage {

    @Override
    public MessageType type() {
      return MessageType.FLOOR_QUEUE_POSITION_REQUEST;
    }

    @Override
    public void write(FieldWriter out) {
      out.u32(1, requestId);
    }

    static QueuePositionRequest read(FieldReader in) {
      return new QueuePositionRequest(in.u32(1));
    }
  }

  /// The place in the queue.
  ///
  /// @param position 1 is next, 0 is not queued; to 65535
  /// @param waiting how many wait in all
  record QueuePosition(long requestId, int position, int waiting) implements FloorMessage {

    @Override
    public MessageType type() {
      return MessageType.FLOOR_QUEUE_POSITION;
    }

    @Override
    public void write(FieldWriter out) {
      out.u32(1, requestId).u16(2, position).u16(3, waiting);
    }

    static QueuePosition read(FieldReader in) {
      return new QueuePosition(in.u32(1), in.u16(2), in.u16(3));
    }
  }

  /// A floor message that asked for an answer came.
  ///
  /// @param acked the code of its type
  record Ack(int acked, long requestId, @Nullable LeaseId lease) implements FloorMessage {

    @Override
    public MessageType type() {
      return MessageType.FLOOR_ACK;
    }

    @Override
    public void write(FieldWriter out) {
      out.u8(1, acked).u32(2, requestId);
      LeaseId.writeIfAny(out, 3, lease);
    }

    static Ack read(FieldReader in) {
      return new Ack(in.u8(1), in.u32(2), LeaseId.readIfAny(in, 3));
    }
  }

  /// The lease goes on: the same id, a higher renewal.
  record Renew(LeaseProof lease) implements FloorMessage {

    @Override
    public MessageType type() {
      return MessageType.FLOOR_RENEW;
    }

    @Override
    public void write(FieldWriter out) {
      out.nested(1, lease::write);
    }

    static Renew read(FieldReader in) {
      return new Renew(LeaseProof.read(in, 1));
    }
  }

  /// The holder is alive, every 200 ms.
  ///
  /// @param lastSequence the last frame that it sent, 0 to 2^32 - 1
  record KeepAlive(LeaseId lease, long lastSequence) implements FloorMessage {

    @Override
    public MessageType type() {
      return MessageType.FLOOR_KEEP_ALIVE;
    }

    @Override
    public void write(FieldWriter out) {
      lease.write(out, 1);
      out.u32(2, lastSequence);
    }

    static KeepAlive read(FieldReader in) {
      return new KeepAlive(LeaseId.read(in, 1), in.u32(2));
    }
  }

  /// The statement itself, signed by the leader of its term.
  record LeaseStatement(Lease lease) implements FloorMessage {

    @Override
    public MessageType type() {
      return MessageType.LEASE;
    }

    @Override
    public void write(FieldWriter out) {
      lease.write(out);
    }

    static LeaseStatement read(FieldReader in) {
      return new LeaseStatement(Lease.read(in));
    }
  }
}
