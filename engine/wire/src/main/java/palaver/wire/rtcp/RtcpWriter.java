// SPDX-License-Identifier: Apache-2.0
package palaver.wire.rtcp;

import palaver.wire.BigEndian;

/// Writes one compound RTCP packet into a caller's array without allocation: [#begin], then packets
/// and what belongs into them in order, then [#length]. The caller provides room. Reusable.
public final class RtcpWriter {
  private byte[] bytes = new byte[0];
  private int start;
  private int at;
  private int packetAt;
  private int dlrrAt;
  private int pairAt;

  public RtcpWriter begin(byte[] bytes, int offset) {
    this.bytes = bytes;
    start = offset;
    at = offset;
    packetAt = -1;
    return this;
  }

  /// The length of everything written since [#begin].
  public int length() {
    return at - start;
  }

  /// Starts a sender report; report blocks may follow.
  public RtcpWriter senderReport(
      int ssrc, long ntp, int rtpTimestamp, long sentPackets, long sentPayloadBytes) {
    packet(RtcpFormat.SENDER_REPORT, 0);
    put32(ssrc);
    put32((int) (ntp >>> 32));
    put32((int) ntp);
    put32(rtpTimestamp);
    put32((int) sentPackets);
    put32((int) sentPayloadBytes);
    return closePacket();
  }

  /// Starts a receiver report; report blocks may follow.
  public RtcpWriter receiverReport(int ssrc) {
    packet(RtcpFormat.RECEIVER_REPORT, 0);
    put32(ssrc);
    return closePacket();
  }

  /// Adds a block to the report just started; at most 31.
  ///
  /// @param cumulativeLost is cut to what 24 bits with a sign can say
  public RtcpWriter reportBlock(
      int ssrc,
      int fractionLost,
      int cumulativeLost,
      int highestSequence,
      long jitterTicks,
      int lastSr,
      int delaySinceLastSr) {
    requireIn(RtcpFormat.SENDER_REPORT, RtcpFormat.RECEIVER_REPORT);
    countOne();
    put32(ssrc);
    int lost = Math.clamp(cumulativeLost, -0x800000, 0x7fffff);
    put32((fractionLost << 24) | (lost & 0xffffff));
    put32(highestSequence);
    put32((int) jitterTicks);
    put32(lastSr);
    put32(delaySinceLastSr);
    return closePacket();
  }

  /// A source description with one canonical name.
  ///
  /// @param cname at most 255 bytes
  public RtcpWriter cname(int ssrc, byte[] cname) {
    packet(RtcpFormat.SOURCE_DESCRIPTION, 1);
    put32(ssrc);
    bytes[at++] = RtcpFormat.CNAME;
    bytes[at++] = (byte) cname.length;
    System.arraycopy(cname, 0, bytes, at, cname.length);
    at += cname.length;
    do {
      bytes[at++] = 0;
    } while ((at - packetAt) % 4 != 0);
    return closePacket();
  }

  public RtcpWriter bye(int ssrc) {
    packet(RtcpFormat.BYE, 1);
    put32(ssrc);
    return closePacket();
  }

  /// Starts a generic NACK; at least one [#nacked] follows.
  public RtcpWriter nack(int sender, int mediaSsrc) {
    packet(RtcpFormat.TRANSPORT_FEEDBACK, RtcpFormat.GENERIC_NACK);
    put32(sender);
    put32(mediaSsrc);
    pairAt = -1;
    return closePacket();
  }

  /// Asks for one packet. Rising sequence numbers share an entry where they can.
  public RtcpWriter nacked(int sequence) {
    requireIn(RtcpFormat.TRANSPORT_FEEDBACK, RtcpFormat.TRANSPORT_FEEDBACK);
    int distance = pairAt < 0 ? 0 : (sequence - BigEndian.u16(bytes, pairAt)) & 0xffff;
    if (pairAt >= 0 && distance == 0) {
      return this;
    }
    if (pairAt >= 0 && distance <= 16) {
      int bits = BigEndian.u16(bytes, pairAt + 2) | (1 << (distance - 1));
      BigEndian.put16(bytes, pairAt + 2, bits);
      return this;
    }
    pairAt = at;
    put32(sequence << 16);
    return closePacket();
  }

  /// Starts an extended report; blocks follow.
  public RtcpWriter extendedReport(int sender) {
    packet(RtcpFormat.EXTENDED_REPORT, 0);
    put32(sender);
    dlrrAt = -1;
    return closePacket();
  }

  /// Adds our receiver clock (RRTR) to the extended report just started.
  public RtcpWriter referenceTime(long ntp) {
    requireIn(RtcpFormat.EXTENDED_REPORT, RtcpFormat.EXTENDED_REPORT);
    put32((RtcpFormat.XR_REFERENCE_TIME << 24) | 2);
    put32((int) (ntp >>> 32));
    put32((int) ntp);
    dlrrAt = -1;
    return closePacket();
  }

  /// Answers the clock of receiver `ssrc` (DLRR) in the extended report just started.
  public RtcpWriter dlrr(int ssrc, int lastRr, int delaySinceLastRr) {
    requireIn(RtcpFormat.EXTENDED_REPORT, RtcpFormat.EXTENDED_REPORT);
    if (dlrrAt < 0) {
      dlrrAt = at;
      put32(RtcpFormat.XR_DLRR << 24);
    }
    put32(ssrc);
    put32(lastRr);
    put32(delaySinceLastRr);
    BigEndian.put16(bytes, dlrrAt + 2, (at - dlrrAt - 4) / 4);
    return closePacket();
  }

  private void packet(int type, int count) {
    packetAt = at;
    bytes[at] = (byte) (0x80 | count);
    bytes[at + 1] = (byte) type;
    at += RtcpFormat.HEADER_BYTES;
  }

  private RtcpWriter closePacket() {
    BigEndian.put16(bytes, packetAt + 2, (at - packetAt) / 4 - 1);
    return this;
  }

  private void requireIn(int type, int otherType) {
    int open = packetAt < 0 ? 0 : bytes[packetAt + 1] & 0xff;
    if (open != type && open != otherType) {
      throw new IllegalStateException("this part belongs into another RTCP packet");
    }
  }

  private void countOne() {
    if ((bytes[packetAt] & 0x1f) == RtcpFormat.COUNT_MAX) {
      throw new IllegalStateException("a report holds 31 blocks");
    }
    bytes[packetAt]++;
  }

  private void put32(int value) {
    BigEndian.put32(bytes, at, value);
    at += 4;
  }
}
