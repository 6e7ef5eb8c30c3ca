// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

/// The control messages that go with a datagram: segment size, and which of our addresses it uses.
final class ControlMessages {

  static final int HEADER_BYTES = 16;

  private static final int ALIGNMENT_BYTES = 8;
  private static final int SOL_UDP = 17;
  private static final int UDP_SEGMENT = 103;
  private static final int SEGMENT_DATA_BYTES = 2;
  private static final int IPPROTO_IP = 0;
  private static final int IP_PKTINFO = 8;
  private static final int PKTINFO4_DATA_BYTES = 12;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_PKTINFO = 50;
  private static final int PKTINFO6_DATA_BYTES = 20;

  private ControlMessages() {}

  /// Writes what message `index` needs: a segment size unless 0, and our address when `fromArrival`
  /// is set and the peer's datagrams told it.
  static void write(
      MessageVector vector,
      int index,
      int segmentBytes,
      AddressTable table,
      int destination,
      boolean ipv6,
      boolean fromArrival) {
    int used = 0;
    if (segmentBytes > 0) {
      long at = vector.controlHeader(index, used, SEGMENT_DATA_BYTES, SOL_UDP, UDP_SEGMENT);
      vector.putShort(at, segmentBytes);
      used += space(SEGMENT_DATA_BYTES);
    }
    if (fromArrival && table.knowsLocal(destination)) {
      used += writeSource(vector, index, used, table, destination, ipv6);
    }
    vector.control(index, used);
  }

  private static int writeSource(
      MessageVector vector,
      int index,
      int used,
      AddressTable table,
      int destination,
      boolean ipv6) {
    if (ipv6) {
      long at = vector.controlHeader(index, used, PKTINFO6_DATA_BYTES, IPPROTO_IPV6, IPV6_PKTINFO);
      vector.putNetLong(at, table.localHigh(destination));
      vector.putNetLong(at + 8, table.localLow(destination));
      vector.putInt(at + 16, 0);
      return space(PKTINFO6_DATA_BYTES);
    }
    long at = vector.controlHeader(index, used, PKTINFO4_DATA_BYTES, IPPROTO_IP, IP_PKTINFO);
    vector.putInt(at, 0);
    vector.putNetInt(at + 4, (int) table.localLow(destination));
    vector.putInt(at + 8, 0);
    return space(PKTINFO4_DATA_BYTES);
  }

  /// Remembers for `source` on which of our addresses message `index` arrived, if it says so.
  static void readArrival(MessageVector vector, int index, AddressTable table, int source) {
    long at = vector.controlStart(index);
    long end = at + Math.min(vector.controlLength(index), MessageVector.CONTROL_BYTES);
    while (at + HEADER_BYTES <= end) {
      long lengthBytes = vector.getLong(at);
      if (lengthBytes < HEADER_BYTES) {
        return;
      }
      int level = vector.getInt(at + 8);
      int type = vector.getInt(at + 12);
      long data = at + HEADER_BYTES;
      if (level == IPPROTO_IPV6 && type == IPV6_PKTINFO) {
        table.arrivedAt(source, vector.getNetLong(data), vector.getNetLong(data + 8));
      } else if (level == IPPROTO_IP && type == IP_PKTINFO) {
        table.arrivedAt(source, 0, AddressTable.mapped(vector.getNetInt(data + 4)));
      }
      at += (lengthBytes + ALIGNMENT_BYTES - 1) & -ALIGNMENT_BYTES;
    }
  }

  private static int space(int dataBytes) {
    return HEADER_BYTES + ((dataBytes + ALIGNMENT_BYTES - 1) & -ALIGNMENT_BYTES);
  }
}
