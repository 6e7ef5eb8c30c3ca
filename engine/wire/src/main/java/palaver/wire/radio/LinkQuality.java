// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import java.util.ArrayList;
import java.util.List;
import palaver.wire.BigEndian;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// How a node measures its link to another.
///
/// @param peer the other end
/// @param roundTripUs smoothed round trip in microseconds, 0 to 2^32 - 1
/// @param lossPermille packets lost on the way here, 0 to 1000
/// @param rssiDbm signal strength in dBm, -127 to -1; [#RSSI_UNKNOWN] on a cable
public record LinkQuality(NodeId peer, long roundTripUs, int lossPermille, int rssiDbm) {

  /// No radio measured it.
  public static final int RSSI_UNKNOWN = 0;

  private static final int WIRE_BYTES = 15;

  static void writeAll(FieldWriter out, int tag, List<LinkQuality> links) {
    int at = links.isEmpty() ? -1 : out.fixed(tag, WIRE_BYTES * links.size());
    if (at < 0) {
      return;
    }
    byte[] bytes = out.array();
    for (LinkQuality link : links) {
      BigEndian.put64(bytes, at, link.peer.value());
      BigEndian.put32(bytes, at + 8, (int) link.roundTripUs);
      BigEndian.put16(bytes, at + 12, link.lossPermille);
      BigEndian.put8(bytes, at + 14, link.rssiDbm);
      at += WIRE_BYTES;
    }
  }

  static List<LinkQuality> readAll(FieldReader in, int tag, int countMax) {
    List<LinkQuality> links = new ArrayList<>();
    if (!in.has(tag)) {
      return links;
    }
    byte[] value = in.bytes(tag, WIRE_BYTES * countMax).toArray();
    if (value.length % WIRE_BYTES != 0) {
      in.refuse("field-width");
      return links;
    }
    for (int at = 0; at < value.length; at += WIRE_BYTES) {
      links.add(get(in, value, at));
    }
    return links;
  }

  private static LinkQuality get(FieldReader in, byte[] value, int at) {
    int lossPermille = BigEndian.u16(value, at + 12);
    if (lossPermille > 1000 || value[at + 14] > 0) {
      in.refuse("link-range");
    }
    return new LinkQuality(
        new NodeId(BigEndian.i64(value, at)),
        Integer.toUnsignedLong(BigEndian.i32(value, at + 8)),
        lossPermille,
        value[at + 14]);
  }
}
