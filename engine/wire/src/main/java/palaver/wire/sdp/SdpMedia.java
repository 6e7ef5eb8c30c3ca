// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sdp;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One media section: an `m=` line and its attributes.
///
/// @param kind `audio`, `video`, `application`
/// @param port 0 to 65535
/// @param protocol such as `UDP/TLS/RTP/SAVPF`
/// @param formats the payload types or format names, at least one
public record SdpMedia(
    String kind, int port, String protocol, List<String> formats, SdpAttributes attributes) {
  public SdpMedia {
    formats = List.copyOf(formats);
    SdpText.require(SdpText.isToken(kind), "a kind of media is a token");
    SdpText.require(port >= 0 && port <= 65535, "a port is 0 to 65535");
    SdpText.require(SdpText.isWord(protocol), "a protocol is a word");
    SdpText.require(
        !formats.isEmpty() && formats.stream().allMatch(SdpText::isWord), "formats are words");
  }

  /// The identification tag (RFC 5888), or null.
  public @Nullable String mid() {
    return attributes.value("mid");
  }

  /// The codecs that the section lists in its `m=` line and maps; damaged maps are left out.
  public List<SdpRtpMap> rtpMaps() {
    return attributes.values("rtpmap").stream()
        .flatMap(value -> Stream.ofNullable(SdpRtpMap.parse(value)))
        .filter(map -> formats.contains(Integer.toString(map.payloadType())))
        .toList();
  }

  /// The header extensions that the section lists; damaged lines are left out.
  public List<SdpExtMap> extMaps() {
    return attributes.values("extmap").stream()
        .flatMap(value -> Stream.ofNullable(SdpExtMap.parse(value)))
        .toList();
  }
}
