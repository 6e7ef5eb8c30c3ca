// SPDX-License-Identifier: Apache-2.0
package palaver.radio.dnssd;

import java.util.ArrayList;
import java.util.List;
import palaver.base.Bytes;
import palaver.wire.dns.DnsMessage;
import palaver.wire.dns.DnsRecord;
import palaver.wire.radio.NodeId;

/// What a node says about itself. All of it is in the open in its first call to others as well.
///
/// @param channel the tag of its channel
/// @param port its UDP port, 1 to 65535
public record Announcement(NodeId node, long channel, int port) {

  /// How long it may be kept, in seconds: what RFC 6762, section 10, gives to records of hosts.
  static final int TTL_SECONDS = 120;

  /// The whole of it.
  ///
  /// @param ips the addresses of the node, 4 or 16 bytes each
  /// @param ttlSeconds 0 to take it back
  DnsMessage message(List<Bytes> ips, int ttlSeconds, boolean withType) {
    List<DnsRecord> records = new ArrayList<>();
    if (withType) {
      records.add(new DnsRecord.Pointer(ServiceNames.TYPES, ttlSeconds, ServiceNames.TYPE));
    }
    var instance = ServiceNames.instance(node);
    records.add(new DnsRecord.Pointer(ServiceNames.TYPE, ttlSeconds, instance));
    records.add(new DnsRecord.Service(instance, ttlSeconds, port, ServiceNames.host(node)));
    records.add(new DnsRecord.Text(instance, ttlSeconds, ServiceText.of(channel)));
    for (Bytes ip : ips) {
      records.add(new DnsRecord.Address(ServiceNames.host(node), ttlSeconds, ip));
    }
    return new DnsMessage(true, List.of(), records);
  }
}
