// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import palaver.base.Deadlines;
import palaver.base.Outbox;

/// What we send in one slot of a listener: one stream without a break, whoever is heard in it.
public final class OutboundRtp {

  /// How many frames of silence end what is heard.
  public static final int SILENCE_FRAMES = 3;

  private static final long FRAME_NS = 20 * RtpTime.NS_PER_MS;
  private static final int FRAME_TICKS = 20 * RtpTime.TICKS_PER_MS;
  private static final int LEVEL_SILENT = 127;

  /// A jump of the publisher's sequence by this much is no loss but a new beginning.
  private static final long GAP_MAX = 100;

  private static final byte[] SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

  private final RtpSendStream stream;
  private final SendPath path;
  private final long firstSequence;
  private final int firstTimestamp;
  private final byte[] silence = new byte[SILENCE.length + ReceivedRtp.PADDING_BYTES_MAX];

  private boolean begun;
  private int occupantCsrc;
  private int occupantSsrc;
  private long firstIn;
  private long newestIn = -1;
  private long sequenceShift;
  private int timestampShift;
  private int silenceFramesLeft;
  private long nextSilenceNs = Deadlines.NEVER;
  private long latePackets;

  /// A slot that begins at the given numbers.
  ///
  /// @param firstSequence 0 to 32767, so that the receiver cannot mistake the first wrap
  public OutboundRtp(RtpSendStream stream, SendPath path, int firstSequence, int firstTimestamp) {
    if (firstSequence < 0 || firstSequence > Short.MAX_VALUE) {
      throw new IllegalArgumentException("the first sequence number has 15 bits");
    }
    this.stream = stream;
    this.path = path;
    this.firstSequence = firstSequence;
    this.firstTimestamp = firstTimestamp;
    System.arraycopy(SILENCE, 0, silence, 0, SILENCE.length);
  }

  /// The stream's figures.
  public RtpSendStream stream() {
    return stream;
  }

  /// Seals and sends a publisher's packet to this listener; false when it was not sent: no keys or
  /// no path yet, a full outbox, or a late packet from before the occupant's beginning here.
  ///
  /// A new `csrc`, a new source, the first packet after [#fadeOut], and a jump of 100 sequence
  /// numbers begin anew: the sequence number goes on by one and the timestamp by the time that has
  /// passed. Until the next beginning gaps and order are those of the publisher.
  ///
  /// @param csrc the publisher's stream number
  public boolean forward(long nowNs, ReceivedRtp packet, int csrc, Outbox<?> outbox) {
    if (!stream.isReady()) {
      return false;
    }
    boolean sameSource = csrc == occupantCsrc && packet.ssrc == occupantSsrc;
    boolean late = sameSource && packet.sequence < (begun ? firstIn : newestIn + 1);
    if (late) {
      latePackets++;
      return false;
    }
    boolean begins = !begun || !sameSource || packet.sequence - newestIn > GAP_MAX;
    if (begins) {
      begin(nowNs, packet, csrc);
    }
    newestIn = Math.max(newestIn, packet.sequence);
    return stream.send(
        nowNs,
        packet.sequence + sequenceShift,
        packet.timestamp + timestampShift,
        packet.marker || begins,
        csrc,
        packet.levelDbov,
        packet.voiced,
        packet.bytes(),
        packet.payloadBytes,
        outbox);
  }

  private void begin(long nowNs, ReceivedRtp packet, int csrc) {
    endFading();
    begun = true;
    occupantCsrc = csrc;
    occupantSsrc = packet.ssrc;
    firstIn = packet.sequence;
    newestIn = packet.sequence;
    sequenceShift = nextSequence() - packet.sequence;
    timestampShift = nextTimestamp(nowNs) - packet.timestamp;
  }

  private long nextSequence() {
    return stream.hasSent() ? stream.newest() + 1 : firstSequence;
  }

  private int nextTimestamp(long nowNs) {
    return stream.hasSent() ? stream.timestampAt(nowNs) : firstTimestamp;
  }

  /// Ends what is heard here with three frames of Opus silence, 20 ms apart: the owner calls it
  /// when the occupant is muted, leaves, is no longer forwarded, or another one follows. Late
  /// packets of the occupant are dropped from now on. Sends nothing when the slot is silent
  /// already.
  public void fadeOut(long nowNs, Outbox<?> outbox) {
    if (!begun) {
      return;
    }
    begun = false;
    if (!stream.hasSent()) {
      return;
    }
    silenceFramesLeft = SILENCE_FRAMES;
    nextSilenceNs = Math.max(nowNs, stream.newestNs() + FRAME_NS);
    path.fadingBegins();
    onDeadline(nowNs, outbox);
  }

  private void endFading() {
    if (silenceFramesLeft > 0) {
      silenceFramesLeft = 0;
      nextSilenceNs = Deadlines.NEVER;
      path.fadingEnds();
    }
  }

  /// Sends the silence frame that is due.
  public void onDeadline(long nowNs, Outbox<?> outbox) {
    if (nowNs < nextSilenceNs) {
      return;
    }
    boolean onTime = nowNs - stream.newestNs() < FRAME_NS + FRAME_NS / 2;
    int timestamp = onTime ? stream.newestTimestamp() + FRAME_TICKS : stream.timestampAt(nowNs);
    stream.send(
        nowNs,
        stream.newest() + 1,
        timestamp,
        false,
        occupantCsrc,
        LEVEL_SILENT,
        false,
        silence,
        SILENCE.length,
        outbox);
    if (silenceFramesLeft == 1) {
      endFading();
    } else {
      silenceFramesLeft--;
      nextSilenceNs = nowNs + FRAME_NS;
    }
  }

  /// When the next silence frame is due; [Deadlines#NEVER] when none is.
  public long nextDeadlineNs() {
    return nextSilenceNs;
  }

  /// Packets dropped because they were from before the occupant's beginning.
  public long latePackets() {
    return latePackets;
  }
}
