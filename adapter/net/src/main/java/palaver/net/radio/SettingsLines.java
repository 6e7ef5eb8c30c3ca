// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.radio.settings.SettingsRecord;
import palaver.radio.settings.SettingsValues;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;

/// A version of the settings as one line: numbers and hexadecimal, in the order of the record.
final class SettingsLines {

  private static final int FIELDS = 11;
  private static final String NONE = "-";

  private SettingsLines() {}

  static String of(SettingsRecord settings) {
    Term term = settings.version().term();
    return String.join(
        " ",
        String.valueOf(term.counter()),
        String.valueOf(term.priority()),
        term.node().toString(),
        HexFormat.of().toHexDigits(term.boot()),
        String.valueOf(settings.version().number()),
        hex(settings.version().parentHash()),
        settings.kind().name(),
        settings.author().toString(),
        hex(settings.authorisation()),
        hex(settings.values().encode()),
        hex(settings.proof()));
  }

  private static String hex(Bytes bytes) {
    return bytes.isEmpty() ? NONE : bytes.hex();
  }

  /// Reads a line; null when it is damaged.
  static @Nullable SettingsRecord parse(String line) {
    String[] fields = line.split(" ", -1);
    try {
      return fields.length == FIELDS ? read(fields) : null;
    } catch (IllegalArgumentException damaged) {
      return null;
    }
  }

  private static @Nullable SettingsRecord read(String[] fields) {
    Term term =
        new Term(
            Long.parseLong(fields[0]),
            Long.parseLong(fields[1]),
            new NodeId(HexFormat.fromHexDigitsToLong(fields[2])),
            HexFormat.fromHexDigitsToLong(fields[3]));
    SettingsVersion version =
        new SettingsVersion(term, Long.parseLong(fields[4]), bytes(fields[5]));
    return SettingsValues.decode(bytes(fields[9])) instanceof Parsed.Ok<SettingsValues>(var values)
        ? new SettingsRecord(
            version,
            SettingsRecord.Kind.valueOf(fields[6]),
            new NodeId(HexFormat.fromHexDigitsToLong(fields[7])),
            bytes(fields[8]),
            values,
            bytes(fields[10]))
        : null;
  }

  private static Bytes bytes(String hex) {
    return hex.equals(NONE) ? Bytes.EMPTY : Bytes.of(HexFormat.of().parseHex(hex));
  }
}
