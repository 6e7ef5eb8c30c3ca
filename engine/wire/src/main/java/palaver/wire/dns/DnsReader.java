// SPDX-License-Identifier: Apache-2.0
package palaver.wire.dns;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.wire.BigEndian;

/// Reads a message piece by piece; after the first fault all is empty.
final class DnsReader {

  private static final int INTERNET = 1;
  private static final int CLASS_MASK = 0x7fff;
  private static final int POINTER = 0xc0;
  private static final int RECORD_HEAD_BYTES = 10;
  private static final int SERVICE_HEAD_BYTES = 6;

  private final byte[] bytes;
  private final int end;
  private int at;
  private @Nullable String fault;

  DnsReader(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /// Why the message is none; null as long as it is one.
  @Nullable String fault() {
    return fault;
  }

  private void refuse(String reason) {
    if (fault == null) {
      fault = reason;
    }
    at = end;
  }

  /// Whether so many bytes are left.
  private boolean has(int count) {
    if (fault == null && end - at < count) {
      refuse("dns-truncated");
    }
    return fault == null;
  }

  DnsQuestion question() {
    DnsName name = name();
    if (!has(4)) {
      return new DnsQuestion(name, 0);
    }
    int type = BigEndian.u16(bytes, at);
    at += 4;
    return new DnsQuestion(name, type);
  }

  /// The next record; null when it is of no type that is kept.
  @Nullable DnsRecord record() {
    DnsName name = name();
    if (!has(RECORD_HEAD_BYTES)) {
      return null;
    }
    int type = BigEndian.u16(bytes, at);
    boolean internet = (BigEndian.u16(bytes, at + 2) & CLASS_MASK) == INTERNET;
    long ttlSeconds = BigEndian.i32(bytes, at + 4) & 0xffff_ffffL;
    int dataBytes = BigEndian.u16(bytes, at + 8);
    at += RECORD_HEAD_BYTES;
    if (!has(dataBytes)) {
      return null;
    }
    int next = at + dataBytes;
    DnsRecord found = internet ? data(name, type, ttlSeconds, next) : null;
    if (fault == null) {
      at = next;
    }
    return fault == null ? found : null;
  }

  private @Nullable DnsRecord data(DnsName name, int type, long ttlSeconds, int next) {
    return switch (type) {
      case DnsRecord.PTR -> new DnsRecord.Pointer(name, ttlSeconds, nameWithin(next));
      case DnsRecord.SRV -> service(name, ttlSeconds, next);
      case DnsRecord.TXT -> new DnsRecord.Text(name, ttlSeconds, strings(next));
      case DnsRecord.A -> address(name, ttlSeconds, next, DnsRecord.Address.IPV4_BYTES);
      case DnsRecord.AAAA -> address(name, ttlSeconds, next, DnsRecord.Address.IPV6_BYTES);
      default -> null;
    };
  }

  private DnsRecord service(DnsName name, long ttlSeconds, int next) {
    if (next - at <= SERVICE_HEAD_BYTES) {
      refuse("dns-record");
      return new DnsRecord.Service(name, ttlSeconds, 0, name);
    }
    int port = BigEndian.u16(bytes, at + 4);
    at += SERVICE_HEAD_BYTES;
    return new DnsRecord.Service(name, ttlSeconds, port, nameWithin(next));
  }

  private DnsRecord address(DnsName name, long ttlSeconds, int next, int ipBytes) {
    if (next - at != ipBytes) {
      refuse("dns-record");
      return new DnsRecord.Address(name, ttlSeconds, Bytes.EMPTY);
    }
    return new DnsRecord.Address(name, ttlSeconds, Bytes.of(bytes, at, ipBytes));
  }

  /// Strings up to `next`; an empty one stands for none (RFC 6763, section 6.1).
  private List<String> strings(int next) {
    List<String> found = new ArrayList<>();
    while (at < next) {
      int length = bytes[at++] & 0xff;
      if (length > next - at) {
        refuse("dns-record");
        return List.of();
      }
      if (length > 0) {
        found.add(new String(bytes, at, length, StandardCharsets.ISO_8859_1));
      }
      at += length;
    }
    return found;
  }

  private DnsName nameWithin(int next) {
    DnsName name = name();
    if (at != next) {
      refuse("dns-record");
    }
    return name;
  }

  /// A name. Each pointer leads further back than all before it, so that none is followed twice.
  private DnsName name() {
    List<String> labels = new ArrayList<>();
    int here = at;
    int lowest = at;
    int after = -1;
    int length = 1;
    while (fault == null) {
      int head = here < end ? bytes[here] & 0xff : POINTER - 1;
      if (head == 0) {
        at = after < 0 ? here + 1 : after;
        return new DnsName(labels);
      }
      if (head >= POINTER && here + 1 < end) {
        after = after < 0 ? here + 2 : after;
        here = BigEndian.u16(bytes, here) & 0x3fff;
        if (here >= lowest || here < DnsMessage.HEADER_BYTES) {
          refuse("dns-name");
        }
        lowest = here;
      } else {
        length += head + 1;
        if (head > DnsName.LABEL_BYTES_MAX || length > DnsName.BYTES_MAX || head > end - here - 1) {
          refuse("dns-name");
        } else {
          labels.add(new String(bytes, here + 1, head, StandardCharsets.ISO_8859_1));
          here += head + 1;
        }
      }
    }
    return new DnsName(List.of());
  }
}
