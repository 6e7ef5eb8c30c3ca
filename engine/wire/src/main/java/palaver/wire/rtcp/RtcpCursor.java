// SPDX-License-Identifier: Apache-2.0
package palaver.wire.rtcp;

import static palaver.wire.rtcp.RtcpFormat.HEADER_BYTES;

import java.nio.charset.StandardCharsets;
import palaver.wire.BigEndian;

/// A reusable cursor over the single statements in one compound RTCP packet, reduced-size packets
/// (RFC 5506) included. It allocates nothing and cannot fail after [#open].
///
/// ```java
/// if (cursor.open(bytes, offset, length)) {
///   while (cursor.next()) {
///     switch (cursor.item()) { ... }
///   }
/// }
/// ```
///
/// Packets and blocks of other types are passed over.
public final class RtcpCursor {

  /// What one statement is about.
  public enum Item {
    /// A sender's clock and counts; read with the methods named `sent...`.
    SENDER_INFO,
    /// What a receiver heard of one source; read with the methods named `report...`.
    REPORT_BLOCK,
    /// One lost packet, asked for again; read with [#ssrc] and [#nackedSequence].
    NACKED,
    /// A receiver's clock (RRTR); read with [#referenceTimeNtp].
    REFERENCE_TIME,
    /// The answer to a receiver's clock (DLRR); read with the methods named `dlrr...`.
    DLRR,
    /// A source's canonical name; read with [#cname].
    CNAME,
    /// A source that ends.
    BYE
  }

  /// Why bytes are not RTCP.
  public enum Fault {
    NONE,
    TOO_SHORT,
    WRONG_VERSION,
    LENGTH_WRONG,
    PADDING_WRONG,
    BODY_TRUNCATED
  }

  private byte[] bytes = new byte[HEADER_BYTES];
  private int end;
  private int packetAt;
  private int packetEnd;
  private int nextPacketAt;
  private int type;
  private int remaining;
  private boolean infoPending;
  private int nextItemAt;
  private int dlrrEnd;
  private int nackBits;
  private int nackedSequence;
  private int itemAt;
  private Item item = Item.BYE;
  private Fault fault = Fault.TOO_SHORT;

  /// Checks the whole compound packet and stands before its first statement. When it answers false,
  /// [#fault] says why and nothing of the packet is to be used.
  public boolean open(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    fault = RtcpCheck.faultOf(bytes, offset, length);
    end = fault == Fault.NONE ? offset + length : offset;
    nextPacketAt = offset;
    packetEnd = offset;
    nextItemAt = offset;
    remaining = 0;
    infoPending = false;
    nackBits = 0;
    dlrrEnd = 0;
    type = 0;
    return fault == Fault.NONE;
  }

  /// Goes to the next statement; false when there is none.
  public boolean next() {
    while (!nextInPacket()) {
      if (nextPacketAt >= end) {
        return false;
      }
      enterPacket();
    }
    return true;
  }

  private void enterPacket() {
    packetAt = nextPacketAt;
    int packetBytes = 4 + 4 * BigEndian.u16(bytes, packetAt + 2);
    nextPacketAt += packetBytes;
    packetEnd = nextPacketAt - RtcpCheck.paddingBytes(bytes, packetAt, packetBytes);
    type = bytes[packetAt + 1] & 0xff;
    remaining = bytes[packetAt] & 0x1f;
    infoPending = type == RtcpFormat.SENDER_REPORT;
    nackBits = 0;
    dlrrEnd = 0;
    nextItemAt =
        packetAt
            + switch (type) {
              case RtcpFormat.SENDER_REPORT ->
                  RtcpFormat.SENDER_INFO_AT + RtcpFormat.SENDER_INFO_BYTES;
              case RtcpFormat.RECEIVER_REPORT, RtcpFormat.EXTENDED_REPORT -> 8;
              case RtcpFormat.TRANSPORT_FEEDBACK -> 12;
              default -> HEADER_BYTES;
            };
  }

  private boolean nextInPacket() {
    return switch (type) {
      case RtcpFormat.SENDER_REPORT, RtcpFormat.RECEIVER_REPORT -> nextReport();
      case RtcpFormat.SOURCE_DESCRIPTION -> nextCname();
      case RtcpFormat.BYE -> remaining > 0 && stepTo(Item.BYE, 4);
      case RtcpFormat.TRANSPORT_FEEDBACK -> nextNacked();
      case RtcpFormat.EXTENDED_REPORT -> nextExtended();
      default -> false;
    };
  }

  private boolean stepTo(Item kind, int itemBytes) {
    item = kind;
    itemAt = nextItemAt;
    nextItemAt += itemBytes;
    remaining--;
    return true;
  }

  private boolean nextReport() {
    if (infoPending) {
      infoPending = false;
      item = Item.SENDER_INFO;
      itemAt = packetAt + RtcpFormat.SENDER_INFO_AT;
      return true;
    }
    return remaining > 0 && stepTo(Item.REPORT_BLOCK, RtcpFormat.REPORT_BLOCK_BYTES);
  }

  private boolean nextCname() {
    while (remaining > 0) {
      int chunkAt = nextItemAt;
      nextItemAt = RtcpCheck.chunkEnd(bytes, packetAt, chunkAt, packetEnd);
      remaining--;
      for (int at = chunkAt + 4; bytes[at] != 0; at += 2 + (bytes[at + 1] & 0xff)) {
        if (bytes[at] == RtcpFormat.CNAME) {
          item = Item.CNAME;
          itemAt = chunkAt;
          return true;
        }
      }
    }
    return false;
  }

  private boolean nextNacked() {
    if ((bytes[packetAt] & 0x1f) != RtcpFormat.GENERIC_NACK) {
      return false;
    }
    item = Item.NACKED;
    if (nackBits != 0) {
      int step = Integer.numberOfTrailingZeros(nackBits) + 1;
      nackBits = step == 32 ? 0 : nackBits >>> step;
      nackedSequence = (nackedSequence + step) & 0xffff;
      return true;
    }
    if (packetEnd - nextItemAt < 4) {
      return false;
    }
    nackedSequence = BigEndian.u16(bytes, nextItemAt);
    nackBits = BigEndian.u16(bytes, nextItemAt + 2);
    nextItemAt += 4;
    return true;
  }

  private boolean nextExtended() {
    while (true) {
      if (dlrrEnd - nextItemAt >= RtcpFormat.DLRR_ITEM_BYTES) {
        return stepTo(Item.DLRR, RtcpFormat.DLRR_ITEM_BYTES);
      }
      nextItemAt = Math.max(nextItemAt, dlrrEnd);
      if (nextItemAt >= packetEnd) {
        return false;
      }
      int blockType = bytes[nextItemAt] & 0xff;
      int blockBytes = 4 + 4 * BigEndian.u16(bytes, nextItemAt + 2);
      if (blockType == RtcpFormat.XR_REFERENCE_TIME && blockBytes == 12) {
        return stepTo(Item.REFERENCE_TIME, blockBytes);
      }
      if (blockType == RtcpFormat.XR_DLRR) {
        dlrrEnd = nextItemAt + blockBytes;
        nextItemAt += 4;
      } else {
        nextItemAt += blockBytes;
      }
    }
  }

  /// Why the last [#open] failed, or [Fault#NONE].
  public Fault fault() {
    return fault;
  }

  /// What the current statement is.
  public Item item() {
    return item;
  }

  /// The SSRC of whoever sent the packet. A CNAME or BYE has none beside its subject.
  public int sender() {
    return switch (item) {
      case CNAME, BYE -> BigEndian.i32(bytes, itemAt);
      default -> BigEndian.i32(bytes, packetAt + 4);
    };
  }

  /// The SSRC that the statement is about.
  public int ssrc() {
    return switch (item) {
      case SENDER_INFO, REFERENCE_TIME -> BigEndian.i32(bytes, packetAt + 4);
      case NACKED -> BigEndian.i32(bytes, packetAt + 8);
      default -> BigEndian.i32(bytes, itemAt);
    };
  }

  /// The sender's clock as an NTP timestamp.
  public long sentNtp() {
    return BigEndian.i64(bytes, itemAt);
  }

  /// The RTP timestamp of the same instant.
  public int sentRtpTimestamp() {
    return BigEndian.i32(bytes, itemAt + 8);
  }

  public long sentPackets() {
    return Integer.toUnsignedLong(BigEndian.i32(bytes, itemAt + 12));
  }

  public long sentPayloadBytes() {
    return Integer.toUnsignedLong(BigEndian.i32(bytes, itemAt + 16));
  }

  /// The share of packets lost since the last report, in 1/256.
  public int reportFractionLost() {
    return bytes[itemAt + 4] & 0xff;
  }

  /// Packets lost since the start; negative when duplicates came.
  public int reportCumulativeLost() {
    return (BigEndian.u24(bytes, itemAt + 5) << 8) >> 8;
  }

  /// The highest sequence number received, with the count of wraps in the upper 16 bits.
  public int reportHighestSequence() {
    return BigEndian.i32(bytes, itemAt + 8);
  }

  /// In units of the RTP timestamp.
  public long reportJitterTicks() {
    return Integer.toUnsignedLong(BigEndian.i32(bytes, itemAt + 12));
  }

  /// The middle 32 bits of the clock in the last sender report that arrived, 0 when none did.
  public int reportLastSr() {
    return BigEndian.i32(bytes, itemAt + 16);
  }

  /// How long ago that was, in 1/65536 s.
  public int reportDelaySinceLastSr() {
    return BigEndian.i32(bytes, itemAt + 20);
  }

  /// 0 to 65535.
  public int nackedSequence() {
    return nackedSequence;
  }

  public long referenceTimeNtp() {
    return BigEndian.i64(bytes, itemAt + 4);
  }

  /// The middle 32 bits of the receiver's clock that is answered.
  public int dlrrLastRr() {
    return BigEndian.i32(bytes, itemAt + 4);
  }

  /// How long ago that arrived, in 1/65536 s.
  public int dlrrDelaySinceLastRr() {
    return BigEndian.i32(bytes, itemAt + 8);
  }

  /// The canonical name as text; allocates it.
  public String cname() {
    int at = itemAt + 4;
    while (bytes[at] != RtcpFormat.CNAME) {
      at += 2 + (bytes[at + 1] & 0xff);
    }
    return new String(bytes, at + 2, bytes[at + 1] & 0xff, StandardCharsets.UTF_8);
  }
}
