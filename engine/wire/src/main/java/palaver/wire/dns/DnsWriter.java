// SPDX-License-Identifier: Apache-2.0
package palaver.wire.dns;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import palaver.base.Bytes;
import palaver.wire.BigEndian;

/// Writes a message, with names compressed (RFC 1035, section 4.1.4).
final class DnsWriter {

  private static final int INTERNET = 1;
  private static final int CACHE_FLUSH = 0x8000;
  private static final int POINTER = 0xc000;
  private static final int POINTER_MAX = 0x3fff;

  private final byte[] room;
  private final Map<DnsName, Integer> names = new LinkedHashMap<>();
  private int at = DnsMessage.HEADER_BYTES;
  private boolean full;
  private int questions;
  private int answers;

  DnsWriter(byte[] room, boolean response) {
    this.room = room;
    int flags = response ? DnsMessage.RESPONSE_FLAG | DnsMessage.AUTHORITATIVE_FLAG : 0;
    BigEndian.put16(room, 0, 0);
    BigEndian.put16(room, 2, flags);
  }

  /// False when there was no room: nothing was written then.
  boolean question(DnsQuestion question) {
    int before = at;
    name(question.name());
    u16(question.type());
    u16(INTERNET);
    questions += full ? 0 : 1;
    return kept(before);
  }

  /// False when there was no room: nothing was written then.
  boolean answer(DnsRecord answer) {
    int before = at;
    name(answer.name());
    u16(answer.type());
    u16(answer.isUnique() ? INTERNET | CACHE_FLUSH : INTERNET);
    u16((int) (answer.ttlSeconds() >>> 16));
    u16((int) answer.ttlSeconds());
    int lengthAt = at;
    u16(0);
    data(answer);
    if (!full) {
      BigEndian.put16(room, lengthAt, at - lengthAt - 2);
    }
    answers += full ? 0 : 1;
    return kept(before);
  }

  private boolean kept(int before) {
    if (full) {
      at = before;
      names.values().removeIf(nameAt -> nameAt >= before);
      full = false;
      return false;
    }
    return true;
  }

  private void data(DnsRecord answer) {
    switch (answer) {
      case DnsRecord.Pointer pointer -> name(pointer.target());
      case DnsRecord.Service service -> {
        u16(0);
        u16(0);
        u16(service.port());
        name(service.target());
      }
      case DnsRecord.Text text -> {
        text.strings().forEach(this::string);
        if (text.strings().isEmpty()) {
          string("");
        }
      }
      case DnsRecord.Address address -> bytes(address.ip());
    }
  }

  private void name(DnsName name) {
    DnsName rest = name;
    while (!rest.labels().isEmpty()) {
      Integer known = names.get(rest);
      if (known != null) {
        u16(POINTER | known);
        return;
      }
      if (at <= POINTER_MAX) {
        names.put(rest, at);
      }
      string(rest.first());
      rest = rest.parent();
    }
    string("");
  }

  private void string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (fits(1 + bytes.length)) {
      room[at++] = (byte) bytes.length;
      System.arraycopy(bytes, 0, room, at, bytes.length);
      at += bytes.length;
    }
  }

  private void bytes(Bytes value) {
    if (fits(value.length())) {
      value.copyTo(room, at);
      at += value.length();
    }
  }

  private void u16(int value) {
    if (fits(2)) {
      BigEndian.put16(room, at, value);
      at += 2;
    }
  }

  private boolean fits(int count) {
    full |= room.length - at < count;
    return !full;
  }

  int end() {
    BigEndian.put16(room, 4, questions);
    BigEndian.put16(room, 6, answers);
    BigEndian.put32(room, 8, 0);
    return at;
  }
}
