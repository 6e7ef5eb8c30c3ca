// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import java.util.ArrayList;
import java.util.List;
import palaver.base.Bytes;
import palaver.wire.BigEndian;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// Where a node was heard from.
///
/// @param ip 4 bytes of IPv4 or 16 of IPv6, in network byte order
/// @param port its UDP port, 0 to 65535
public record PeerAddress(NodeId node, Bytes ip, int port) {
  private static final int HEAD_BYTES = 10;
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;
  private static final int LOOPBACK_IPV4 = 127;
  private static final int MULTICAST_IPV4 = 224;

  /// Who may be told such an address, and may tell it.
  public enum Reach {
    /// Anybody.
    NETWORK,
    /// Who is on the same machine.
    MACHINE,
    /// Nobody: it is of no single node, or means something else at another node.
    NONE
  }

  /// How far the address reaches.
  public Reach reach() {
    if (port == 0) {
      return Reach.NONE;
    }
    return ip.length() == IPV4_BYTES ? reachIpv4() : reachIpv6();
  }

  private Reach reachIpv4() {
    int first = ip.at(0);
    if (first == 0 || first >= MULTICAST_IPV4) {
      return Reach.NONE;
    }
    return first == LOOPBACK_IPV4 ? Reach.MACHINE : Reach.NETWORK;
  }

  /// Link-local addresses need a scope, which is a number of the own machine.
  private Reach reachIpv6() {
    if (isZeroBefore(IPV6_BYTES - 1)) {
      return ip.at(IPV6_BYTES - 1) == 1 ? Reach.MACHINE : Reach.NONE;
    }
    boolean linkLocal = ip.at(0) == 0xfe && (ip.at(1) & 0xc0) == 0x80;
    boolean mapped = isZeroBefore(10);
    return linkLocal || mapped || ip.at(0) == 0xff ? Reach.NONE : Reach.NETWORK;
  }

  private boolean isZeroBefore(int end) {
    for (int i = 0; i < end; i++) {
      if (ip.at(i) != 0) {
        return false;
      }
    }
    return true;
  }

  void write(FieldWriter out, int tag) {
    int at = out.fixed(tag, HEAD_BYTES + ip.length());
    if (at >= 0) {
      BigEndian.put64(out.array(), at, node.value());
      BigEndian.put16(out.array(), at + 8, port);
      ip.copyTo(out.array(), at + HEAD_BYTES);
    }
  }

  static PeerAddress read(FieldReader in, int tag) {
    byte[] value = in.bytes(tag, HEAD_BYTES + IPV6_BYTES).toArray();
    int ipBytes = value.length - HEAD_BYTES;
    if (ipBytes != IPV4_BYTES && ipBytes != IPV6_BYTES) {
      in.refuse("field-width");
      return new PeerAddress(NodeId.NONE, Bytes.of(new byte[IPV4_BYTES]), 0);
    }
    return new PeerAddress(
        new NodeId(BigEndian.i64(value, 0)),
        Bytes.of(value, HEAD_BYTES, ipBytes),
        BigEndian.u16(value, 8));
  }

  /// All fields `tag`, at most `countMax`.
  static List<PeerAddress> readAll(FieldReader in, int tag, int countMax) {
    List<PeerAddress> found = new ArrayList<>();
    while (in.fault() == null && in.has(tag)) {
      if (found.size() == countMax) {
        in.refuse("too-many");
      } else {
        found.add(read(in, tag));
      }
    }
    return found;
  }
}
