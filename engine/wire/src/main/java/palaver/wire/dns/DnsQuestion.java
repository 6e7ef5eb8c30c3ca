// SPDX-License-Identifier: Apache-2.0
package palaver.wire.dns;

/// What somebody wants to know.
///
/// @param type a record type such as [DnsRecord#PTR], 0 to 65535
public record DnsQuestion(DnsName name, int type) {

  /// Whether a record of `recordType` answers it.
  public boolean wants(int recordType) {
    return type == recordType || type == DnsRecord.ANY;
  }
}
