// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.trust.audit.AuditEntry;
import palaver.wire.radio.NodeId;

/// A line of the audit as people can read it: index, time in ms, actor, kind, the two hashes, and
/// the detail with its line ends escaped.
final class AuditLines {

  private static final int FIELDS = 7;

  private AuditLines() {}

  static String of(AuditEntry entry) {
    return String.join(
        " ",
        String.valueOf(entry.index()),
        String.valueOf(entry.atEpochMs()),
        entry.actor().toString(),
        entry.kind(),
        entry.previous().hex(),
        entry.hash().hex(),
        entry.detail().replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
  }

  /// Reads a line; null when it is damaged.
  static @Nullable AuditEntry parse(String line) {
    String[] fields = line.split(" ", FIELDS);
    try {
      return fields.length == FIELDS
          ? new AuditEntry(
              Long.parseLong(fields[0]),
              Long.parseLong(fields[1]),
              new NodeId(HexFormat.fromHexDigitsToLong(fields[2])),
              fields[3],
              unescaped(fields[6]),
              Bytes.of(HexFormat.of().parseHex(fields[4])),
              Bytes.of(HexFormat.of().parseHex(fields[5])))
          : null;
    } catch (IllegalArgumentException damaged) {
      return null;
    }
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char next = text.charAt(++i);
        out.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
