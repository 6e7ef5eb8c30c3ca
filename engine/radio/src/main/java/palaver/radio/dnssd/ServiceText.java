// SPDX-License-Identifier: Apache-2.0
package palaver.radio.dnssd;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The TXT record of a node: the version of the record, the radio's protocol, the channel's tag.
final class ServiceText {

  private static final String VERSION = "txtvers=1";
  private static final String PROTOCOL = "proto=2";
  private static final String CHANNEL = "channel=";
  private static final int DIGITS = 16;

  private ServiceText() {}

  static List<String> of(long channel) {
    return List.of(VERSION, PROTOCOL, CHANNEL + HexFormat.of().toHexDigits(channel));
  }

  /// The channel's tag; null when there is none.
  static @Nullable Long channel(List<String> strings) {
    for (String each : strings) {
      String digits = each.startsWith(CHANNEL) ? each.substring(CHANNEL.length()) : "";
      if (digits.length() == DIGITS && digits.chars().allMatch(HexFormat::isHexDigit)) {
        return HexFormat.fromHexDigitsToLong(digits);
      }
    }
    return null;
  }
}
