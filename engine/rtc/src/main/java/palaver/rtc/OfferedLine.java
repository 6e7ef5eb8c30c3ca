// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.wire.rtp.RtpHeaderFormat;
import palaver.wire.sdp.SdpDirection;
import palaver.wire.sdp.SdpExtMap;
import palaver.wire.sdp.SdpMedia;
import palaver.wire.sdp.SdpRtpMap;
import palaver.wire.sdp.SdpSession;

/// One media line of an offer.
///
/// @param direction as the client sees it
/// @param opusPayloadType the line's payload type for Opus, -1 when it has none
record OfferedLine(SdpMedia media, String mid, SdpDirection direction, int opusPayloadType) {
  static final String AUDIO_LEVEL_URI = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
  static final String MID_URI = "urn:ietf:params:rtp-hdrext:sdes:mid";

  private static final List<String> PROTOCOLS =
      List.of("UDP/TLS/RTP/SAVPF", "RTP/SAVPF", "UDP/TLS/RTP/SAVP", "RTP/SAVP");
  private static final int ONE_BYTE_ID_MAX = 14;

  /// Reads a line, or answers null when its MID cannot be used.
  static @Nullable OfferedLine of(SdpMedia media, SdpSession session) {
    String mid = media.mid();
    if (mid == null || !isMid(mid)) {
      return null;
    }
    SdpDirection direction = media.attributes().direction();
    if (direction == null) {
      direction = session.attributes().direction();
    }
    return new OfferedLine(
        media, mid, direction == null ? SdpDirection.SENDRECV : direction, opus(media));
  }

  private static boolean isMid(String mid) {
    int bytes = mid.getBytes(StandardCharsets.UTF_8).length;
    boolean word = mid.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return word && bytes > 0 && bytes <= RtpHeaderFormat.MID_BYTES_MAX;
  }

  private static int opus(SdpMedia media) {
    for (SdpRtpMap map : media.rtpMaps()) {
      if (map.encoding().equals("opus") && map.clockHz() == 48_000 && map.channels() == 2) {
        return map.payloadType();
      }
    }
    return -1;
  }

  boolean isAudio() {
    return media.kind().equals("audio") && PROTOCOLS.contains(media.protocol());
  }

  /// Whether the line is in use: port 0 means no, unless it rides on another line's transport.
  boolean isOpen() {
    return media.port() != 0 || media.attributes().has("bundle-only");
  }

  /// Whether we could take this line at all.
  boolean isUsable() {
    return isAudio() && isOpen() && opusPayloadType >= 0;
  }

  /// The line's number for the header extension `uri`, or null when it is not offered in a form
  /// that we can use.
  @Nullable SdpExtMap extension(String uri) {
    for (SdpExtMap map : media.extMaps()) {
      boolean used = map.direction() != SdpDirection.INACTIVE && map.id() <= ONE_BYTE_ID_MAX;
      if (used && map.uri().equals(uri)) {
        return map;
      }
    }
    return null;
  }

  int extensionId(String uri) {
    SdpExtMap map = extension(uri);
    return map == null ? 0 : map.id();
  }
}
