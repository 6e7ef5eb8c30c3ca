// SPDX-License-Identifier: Apache-2.0
package palaver.client;

import palaver.rtc.Fingerprint;
import palaver.rtc.IceCredentials;

/// The offer of a client with one sending line and some receive-only lines.
///
/// @param opusPayloadType the payload type that this client gives Opus
/// @param levelExtensionId the header extension id that it gives the audio level
/// @param midExtensionId the header extension id that it gives the MID
record ClientOffer(
    IceCredentials ice,
    Fingerprint fingerprint,
    int receiveLines,
    int opusPayloadType,
    int levelExtensionId,
    int midExtensionId) {

  String toSdp() {
    StringBuilder sdp = new StringBuilder(4096);
    sdp.append("v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE");
    for (int mid = 0; mid <= receiveLines; mid++) {
      sdp.append(' ').append(mid);
    }
    sdp.append("\r\n");
    for (int mid = 0; mid <= receiveLines; mid++) {
      addLine(sdp, mid, mid == 0 ? "sendonly" : "recvonly");
    }
    return sdp.toString();
  }

  private void addLine(StringBuilder sdp, int mid, String direction) {
    sdp.append("m=audio 9 UDP/TLS/RTP/SAVPF ").append(opusPayloadType).append("\r\n");
    sdp.append("c=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\n");
    sdp.append("a=ice-ufrag:").append(ice.ufrag()).append("\r\n");
    sdp.append("a=ice-pwd:").append(ice.password()).append("\r\n");
    sdp.append("a=fingerprint:").append(fingerprint.algorithm()).append(' ');
    sdp.append(fingerprint.value()).append("\r\na=setup:actpass\r\n");
    sdp.append("a=mid:").append(mid).append("\r\n");
    sdp.append("a=extmap:").append(levelExtensionId);
    sdp.append(" urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n");
    sdp.append("a=extmap:").append(midExtensionId);
    sdp.append(" urn:ietf:params:rtp-hdrext:sdes:mid\r\n");
    sdp.append("a=").append(direction).append("\r\na=rtcp-mux\r\na=rtcp-rsize\r\n");
    sdp.append("a=rtpmap:").append(opusPayloadType).append(" opus/48000/2\r\n");
    sdp.append("a=fmtp:").append(opusPayloadType).append(" minptime=10;useinbandfec=1\r\n");
  }
}
