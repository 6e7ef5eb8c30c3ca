// SPDX-License-Identifier: Apache-2.0
package palaver.wire.dns;

import java.util.ArrayList;
import java.util.List;
import palaver.base.Parsed;
import palaver.wire.BigEndian;

/// A query or a response of multicast DNS (RFC 6762, section 18).
///
/// @param response whether it answers; a query's records are the answers known already
/// @param records of all sections, without those of other types than [DnsRecord] has
public record DnsMessage(boolean response, List<DnsQuestion> questions, List<DnsRecord> records) {

  /// The longest message (RFC 6762, section 17), in bytes.
  public static final int BYTES_MAX = 9_000;

  static final int HEADER_BYTES = 12;
  static final int RESPONSE_FLAG = 0x8000;
  static final int AUTHORITATIVE_FLAG = 0x0400;
  private static final int OPCODE_AND_RCODE = 0x780f;

  public DnsMessage {
    questions = List.copyOf(questions);
    records = List.copyOf(records);
  }

  /// Reads a message. Reasons: `dns-too-short`, `dns-flags`, `dns-truncated`, `dns-name`,
  /// `dns-record`.
  public static Parsed<DnsMessage> parse(byte[] bytes, int length) {
    if (length < HEADER_BYTES) {
      return Parsed.malformed("dns-too-short");
    }
    int flags = BigEndian.u16(bytes, 2);
    if ((flags & OPCODE_AND_RCODE) != 0) {
      return Parsed.malformed("dns-flags");
    }
    DnsReader in = new DnsReader(bytes, HEADER_BYTES, length);
    List<DnsQuestion> questions = new ArrayList<>();
    int questionCount = BigEndian.u16(bytes, 4);
    for (int i = 0; i < questionCount && in.fault() == null; i++) {
      questions.add(in.question());
    }
    int recordCount = BigEndian.u16(bytes, 6) + BigEndian.u16(bytes, 8) + BigEndian.u16(bytes, 10);
    List<DnsRecord> records = new ArrayList<>();
    for (int i = 0; i < recordCount && in.fault() == null; i++) {
      DnsRecord found = in.record();
      if (found != null) {
        records.add(found);
      }
    }
    String fault = in.fault();
    return fault == null
        ? Parsed.ok(new DnsMessage((flags & RESPONSE_FLAG) != 0, questions, records))
        : Parsed.malformed(fault);
  }

  /// Writes the message, as much of it as there is room for: questions and records that do not fit
  /// are left out from the first of them on. How long it has become, in bytes.
  ///
  /// @param room at least 12 bytes
  public int write(byte[] room) {
    DnsWriter out = new DnsWriter(room, response);
    boolean fits = true;
    for (int i = 0; i < questions.size() && fits; i++) {
      fits = out.question(questions.get(i));
    }
    for (int i = 0; i < records.size() && fits; i++) {
      fits = out.answer(records.get(i));
    }
    return out.end();
  }
}
