// SPDX-License-Identifier: Apache-2.0
package palaver.wire.dns;

import java.util.List;

/// A domain name: its labels, that of the root's child last. Letters A to Z are kept as small ones,
/// since names differ in more than that (RFC 6762, section 16).
///
/// @param labels each a byte per character, 1 to 63
public record DnsName(List<String> labels) {

  /// The longest name, in bytes as it is sent (RFC 1035, section 2.3.4).
  public static final int BYTES_MAX = 255;

  static final int LABEL_BYTES_MAX = 63;

  public DnsName {
    labels = labels.stream().map(DnsName::small).toList();
  }

  public static DnsName of(String... labels) {
    return new DnsName(List.of(labels));
  }

  /// The first label; nothing for the root.
  public String first() {
    return labels.isEmpty() ? "" : labels.getFirst();
  }

  /// The name without its first label; the root stays the root.
  public DnsName parent() {
    return labels.isEmpty() ? this : new DnsName(labels.subList(1, labels.size()));
  }

  private static String small(String label) {
    StringBuilder text = new StringBuilder(label);
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        text.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return String.join(".", labels) + ".";
  }
}
