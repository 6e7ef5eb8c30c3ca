// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a payload type means (RFC 8866, section 6.6).
///
/// @param encoding the codec's name in lower case
public record SdpRtpMap(int payloadType, String encoding, int clockHz, int channels) {

  /// Reads the value of an `rtpmap` attribute such as `111 opus/48000/2`; null when it is damaged.
  static @Nullable SdpRtpMap parse(String value) {
    int blank = value.indexOf(' ');
    if (blank < 0) {
      return null;
    }
    int payloadType = SdpText.number(value.substring(0, blank), 127);
    String[] parts = value.substring(blank + 1).split("/", -1);
    if (payloadType < 0 || parts.length < 2 || parts.length > 3 || !SdpText.isToken(parts[0])) {
      return null;
    }
    int clockHz = SdpText.number(parts[1], 999_999_999);
    int channels = parts.length == 3 ? SdpText.number(parts[2], 255) : 1;
    return clockHz < 0 || channels < 0
        ? null
        : new SdpRtpMap(payloadType, parts[0].toLowerCase(Locale.ROOT), clockHz, channels);
  }
}
