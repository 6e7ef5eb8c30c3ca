// SPDX-License-Identifier: Apache-2.0
package palaver.radio.dnssd;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import palaver.wire.dns.DnsName;
import palaver.wire.radio.NodeId;

/// The names of radio nodes in the DNS. An instance and its host are called after the node's id,
/// which is in the open in every datagram, and never after a person, a machine or a device.
final class ServiceNames {

  /// The type of service.
  static final DnsName TYPE = DnsName.of("_palaver-radio", "_udp", "local");

  /// The name of all types that there are (RFC 6763, section 9).
  static final DnsName TYPES = DnsName.of("_services", "_dns-sd", "_udp", "local");

  private static final DnsName LOCAL = DnsName.of("local");
  private static final String HOST_PREFIX = "palaver-";
  private static final int DIGITS = 16;

  private ServiceNames() {}

  static DnsName instance(NodeId node) {
    return DnsName.of(node.toString(), "_palaver-radio", "_udp", "local");
  }

  static DnsName host(NodeId node) {
    return DnsName.of(HOST_PREFIX + node, "local");
  }

  /// Whose instance or host a name is; null when it is of no node.
  static @Nullable NodeId nodeOf(DnsName name) {
    DnsName parent = name.parent();
    if (parent.equals(TYPE)) {
      return node(name.first());
    }
    boolean host = parent.equals(LOCAL) && name.first().startsWith(HOST_PREFIX);
    return host ? node(name.first().substring(HOST_PREFIX.length())) : null;
  }

  private static @Nullable NodeId node(String digits) {
    boolean hex = digits.length() == DIGITS && digits.chars().allMatch(HexFormat::isHexDigit);
    return hex ? new NodeId(HexFormat.fromHexDigitsToLong(digits)) : null;
  }
}
