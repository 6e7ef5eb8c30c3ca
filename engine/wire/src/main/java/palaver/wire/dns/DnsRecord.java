// SPDX-License-Identifier: Apache-2.0
package palaver.wire.dns;

import java.util.List;
import palaver.base.Bytes;

/// A resource record of the Internet class, of the types that DNS-SD uses.
public sealed interface DnsRecord {

  /// An IPv4 address (RFC 1035).
  int A = 1;

  /// Another name (RFC 1035).
  int PTR = 12;

  /// Strings (RFC 1035).
  int TXT = 16;

  /// An IPv6 address (RFC 3596).
  int AAAA = 28;

  /// Where a service is (RFC 2782).
  int SRV = 33;

  /// In a question: all types.
  int ANY = 255;

  DnsName name();

  /// How long it may be kept, in seconds, 0 to 2^32 - 1; 0 withdraws it (RFC 6762, section 10.1).
  long ttlSeconds();

  int type();

  /// Whether only one host has records of this name and type, so that new ones replace the old:
  /// such a record is written with the cache-flush bit (RFC 6762, section 10.2).
  default boolean isUnique() {
    return true;
  }

  /// One of those that have `name`.
  record Pointer(DnsName name, long ttlSeconds, DnsName target) implements DnsRecord {
    @Override
    public int type() {
      return PTR;
    }

    @Override
    public boolean isUnique() {
      return false;
    }
  }

  /// Where a service is. Priority and weight are not kept, and 0 when written.
  ///
  /// @param port 0 to 65535
  /// @param target the name of its host
  record Service(DnsName name, long ttlSeconds, int port, DnsName target) implements DnsRecord {
    @Override
    public int type() {
      return SRV;
    }
  }

  /// What is to be known of a service beforehand.
  ///
  /// @param strings each a byte per character, 1 to 255
  record Text(DnsName name, long ttlSeconds, List<String> strings) implements DnsRecord {
    public Text {
      strings = List.copyOf(strings);
    }

    @Override
    public int type() {
      return TXT;
    }
  }

  /// An address of a host.
  ///
  /// @param ip 4 bytes of IPv4 or 16 of IPv6, in network byte order
  record Address(DnsName name, long ttlSeconds, Bytes ip) implements DnsRecord {
    static final int IPV4_BYTES = 4;
    static final int IPV6_BYTES = 16;

    @Override
    public int type() {
      return ip.length() == IPV4_BYTES ? A : AAAA;
    }
  }
}
