// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

/// A client's offer as a browser writes it: one sending line and some receive-only lines.
///
/// @param ufrag changes with each ICE generation
/// @param certificate which certificate the client has, 0 to 255
/// @param slots how many receive-only lines it has
record SampleOffer(String ufrag, int certificate, int slots) {

  String sdp() {
    StringBuilder sdp = new StringBuilder("v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\n");
    sdp.append("s=-\r\nt=0 0\r\na=group:BUNDLE");
    for (int mid = 0; mid <= slots; mid++) {
      sdp.append(' ').append(mid);
    }
    sdp.append("\r\n");
    for (int mid = 0; mid <= slots; mid++) {
      sdp.append(line(mid));
    }
    return sdp.toString();
  }

  private String line(int mid) {
    return String.join(
        "\r\n",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111 0",
        "c=IN IP4 0.0.0.0",
        "a=ice-ufrag:" + ufrag,
        "a=ice-pwd:passwordpassword" + ufrag,
        "a=ice-options:trickle",
        "a=fingerprint:sha-256 " + "%02X".formatted(certificate) + ":11".repeat(31),
        "a=setup:actpass",
        "a=mid:" + mid,
        "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
        "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
        mid == 0 ? "a=sendonly" : "a=recvonly",
        "a=rtcp-mux",
        "a=rtcp-rsize",
        "a=rtpmap:111 opus/48000/2",
        "a=fmtp:111 minptime=10;useinbandfec=1",
        "a=rtpmap:0 PCMU/8000",
        "");
  }
}
