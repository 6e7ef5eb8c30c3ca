// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.rtc.Offers.FIRST;
import static palaver.rtc.Offers.agreed;
import static palaver.rtc.Offers.named;
import static palaver.rtc.Offers.options;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import palaver.base.Parsed;
import palaver.wire.sdp.SdpMedia;
import palaver.wire.sdp.SdpParser;
import palaver.wire.sdp.SdpSession;

class NegotiationTest {

  @Test
  void chromiumGetsASendingLineAndASlotForEachSsrc() {
    Negotiated agreed = agreed(Negotiation.answer(named("chromium-156"), options(FIRST, 11, -2)));

    ConnectionParameters parameters = agreed.parameters();
    assertThat(parameters.publishMid()).isEqualTo("0");
    assertThat(parameters.opusPayloadType()).isEqualTo(111);
    assertThat(parameters.midExtensionId()).isEqualTo(4);
    assertThat(parameters.audioLevelExtensionId()).isEqualTo(1);
    assertThat(parameters.nack()).isTrue();
    assertThat(parameters.local()).isEqualTo(FIRST);
    assertThat(parameters.slots()).containsExactly(new SendSlot("1", 11), new SendSlot("2", -2));
    assertThat(ports(agreed)).containsExactly(9, 9, 9, 0, 0, 0);
    assertThat(answer(agreed).attributes().value("group")).isEqualTo("BUNDLE 0 1 2");
  }

  @Test
  void theSendingLineIsAnsweredAsDesigned() {
    Negotiated agreed = agreed(Negotiation.answer(named("chromium-156"), options(FIRST, 11)));

    assertThat(section(agreed, 0))
        .isEqualTo(
            """
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            c=IN IP4 0.0.0.0
            a=mid:0
            a=ice-ufrag:aaaa
            a=ice-pwd:first-passwordfirst-password
            a=fingerprint:sha-256 %s
            a=setup:passive
            a=rtcp-mux
            a=rtcp-rsize
            a=recvonly
            a=rtpmap:111 opus/48000/2
            a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1;stereo=0;maxaveragebitrate=32000
            a=rtcp-fb:111 nack
            a=rtcp-xr:rcvr-rtt=all
            a=rtcp-fb:111 rrtr
            a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
            a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
            a=candidate:1 1 udp 2130706431 192.0.2.7 10000 typ host
            a=candidate:2 1 udp 2130706175 2001:db8::7 10000 typ host
            a=end-of-candidates
            """
                .formatted(Offers.OURS.value()));
  }

  @Test
  void aSlotNamesItsSourceAndARejectedLineOnlyItself() {
    Negotiated agreed = agreed(Negotiation.answer(named("chromium-156"), options(FIRST, -2)));

    assertThat(section(agreed, 1))
        .contains("\na=sendonly\n", "\na=msid:- slot-1\n", "\na=ssrc:4294967294 cname:slot-1\n")
        .doesNotContain("candidate");
    assertThat(section(agreed, 5))
        .isEqualTo(
            """
            m=application 0 UDP/DTLS/SCTP webrtc-datachannel
            c=IN IP4 0.0.0.0
            a=mid:5
            a=inactive
            """);
    assertThat(agreed.answerSdp()).startsWith("v=0\r\n").contains("\r\na=ice-lite\r\n");
  }

  @Test
  void firefoxIsServedWithItsOwnNumbersAndBundleOnlyLines() {
    Negotiated agreed = agreed(Negotiation.answer(named("firefox"), options(FIRST, 1, 2, 3)));

    ConnectionParameters parameters = agreed.parameters();
    assertThat(parameters.opusPayloadType()).isEqualTo(109);
    assertThat(parameters.midExtensionId()).isEqualTo(3);
    assertThat(parameters.audioLevelExtensionId()).isEqualTo(1);
    assertThat(parameters.remote().ufrag()).as("of the line that carries").isEqualTo("01234567");
    assertThat(parameters.remoteFingerprint().value()).startsWith("1F:2E:3D");
    assertThat(parameters.slots()).containsExactly(new SendSlot("1", 1), new SendSlot("2", 2));
    assertThat(ports(agreed)).containsExactly(9, 9, 9);
    assertThat(agreed.answerSdp()).doesNotContain("rrtr", "rtcp-rsize", "csrc-audio-level");
  }

  @Test
  void libwebrtcIsServedWithASendrecvLine() {
    Negotiated agreed = agreed(Negotiation.answer(named("libwebrtc"), options(FIRST, 1)));

    assertThat(agreed.parameters().publishMid()).isEqualTo("audio-0");
    assertThat(agreed.parameters().midExtensionId()).isEqualTo(9);
    assertThat(agreed.parameters().audioLevelExtensionId()).isEqualTo(14);
    assertThat(section(agreed, 0)).contains("\na=recvonly\n");
    assertThat(section(agreed, 1)).contains("\na=sendonly\n");
  }

  @Test
  void aClientThatOnlyListensPublishesNothing() {
    String offer = named("libwebrtc").replace("a=sendrecv", "a=recvonly");

    Negotiated agreed = agreed(Negotiation.answer(offer, options(FIRST, 1, 2)));

    assertThat(agreed.parameters().publishMid()).isNull();
    assertThat(agreed.parameters().slots()).hasSize(2);
  }

  @Test
  void anInactiveLineIsKeptAndSilent() {
    String offer = named("libwebrtc").replace("a=recvonly", "a=inactive");

    Negotiated agreed = agreed(Negotiation.answer(offer, options(FIRST, 1)));

    assertThat(agreed.parameters().slots()).isEmpty();
    assertThat(ports(agreed)).containsExactly(9, 9);
    assertThat(section(agreed, 1)).contains("\na=inactive\n").doesNotContain("ssrc:");
  }

  @Test
  void aMusicRoomAsksForStereoWithoutPauses() {
    NegotiationOptions music =
        new NegotiationOptions(
            FIRST, Offers.OURS, Offers.CANDIDATES, List.of(), AudioProfile.MUSIC, false);

    Negotiated agreed = agreed(Negotiation.answer(named("libwebrtc"), music));

    assertThat(agreed.answerSdp())
        .contains("usedtx=0;stereo=1;sprop-stereo=1;maxaveragebitrate=96000")
        .doesNotContain("nack");
    assertThat(agreed.parameters().nack()).isFalse();
  }

  @Test
  void anExtensionForOneDirectionIsAnsweredForThatDirection() {
    String offer = named("libwebrtc").replace("a=extmap:14 urn", "a=extmap:14/sendonly urn");

    Negotiated agreed = agreed(Negotiation.answer(offer, options(FIRST, 1)));

    assertThat(agreed.answerSdp())
        .contains("a=extmap:14/recvonly urn:ietf:params:rtp-hdrext:ssrc-audio-level");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=extmap:15 urn:ietf", "a=extmap:14/inactive urn:ietf", "a=x:14 "})
  void anAudioLevelThatCannotBeUsedIsLeftOut(String replacement) {
    String offer = named("libwebrtc").replace("a=extmap:14 urn:ietf", replacement);

    Negotiated agreed = agreed(Negotiation.answer(offer, options(FIRST, 1)));

    assertThat(agreed.parameters().audioLevelExtensionId()).isZero();
    assertThat(agreed.answerSdp()).doesNotContain("ssrc-audio-level");
  }

  @ParameterizedTest
  @CsvSource({
    "v=0, v=1, sdp-version",
    "m=audio 9 , m=audio 99999 , sdp-media",
    "a=mid:audio-1, a=dim:audio-1, offer-mid",
    "a=mid:audio-1, a=mid:a-tag-that-is-too-long, offer-mid",
    "a=mid:audio-1, a=mid:audio-0, offer-mid-twice",
    "BUNDLE audio-0, BUNDLE audio-9, offer-bundle-unknown-mid",
    "a=group:BUNDLE, a=group:LS, offer-not-bundled",
    "' audio-1', '', offer-not-bundled",
    "m=audio, m=video, offer-no-audio",
    "RTP/SAVPF, RTP/AVP, offer-no-audio",
    "opus/48000/2, opus/48000, offer-no-opus",
    "SAVPF 111, SAVPF 112, offer-no-opus",
    "m=audio 9, m=audio 0, offer-no-open-line",
    "a=rtcp-mux, a=rtcp-unmux, offer-no-rtcp-mux",
    "a=ice-ufrag:, a=ice-x:, offer-no-ice-credentials",
    "a=ice-pwd:, a=ice-x:, offer-no-ice-credentials",
    "a=ice-ufrag:Wx+z, a=ice-ufrag:Wx+, offer-ice-credentials",
    "a=ice-ufrag:Wx+z, a=ice-ufrag:Wx-z, offer-ice-credentials",
    "a=ice-pwd:aB3/, a=ice-pwd:, offer-ice-credentials",
    "a=setup:actpass, a=setup:passive, offer-setup",
    "a=setup:actpass, a=x, offer-setup",
    "a=fingerprint:, a=x:, offer-no-fingerprint",
    "a=fingerprint:sha-256, a=fingerprint:sha-1, offer-fingerprint",
    "EE:FF, EE, offer-fingerprint",
    "EE:FF, EE;FF, offer-fingerprint",
    "EE:FF, EE:FG, offer-fingerprint"
  })
  void anOfferThatCannotBeServedIsRefusedWithTheReason(String from, String to, String reason) {
    String offer = named("libwebrtc");
    assertThat(offer).contains(from);

    assertThat(Negotiation.answer(offer.replace(from, to), options(FIRST, 1)))
        .isEqualTo(Parsed.malformed(reason));
  }

  @Test
  void linesThatDisagreeAreRefused() {
    String offer = named("libwebrtc");
    int second = offer.lastIndexOf("m=audio");
    String head = offer.substring(0, second);
    String tail = offer.substring(second);

    assertThat(Negotiation.answer(head + tail.replace("111", "96"), options(FIRST, 1)))
        .isEqualTo(Parsed.malformed("offer-payload-types-differ"));
    assertThat(Negotiation.answer(head + tail.replace("map:9 urn", "map:8 urn"), options(FIRST, 1)))
        .isEqualTo(Parsed.malformed("offer-extension-ids-differ"));
  }

  static SdpSession answer(Negotiated agreed) {
    if (SdpParser.parse(agreed.answerSdp()) instanceof Parsed.Ok<SdpSession>(SdpSession session)) {
      return session;
    }
    throw new AssertionError("our own answer does not parse: " + agreed.answerSdp());
  }

  private static List<Integer> ports(Negotiated agreed) {
    return answer(agreed).media().stream().map(SdpMedia::port).toList();
  }

  /// The text of one media section of the answer, with plain line ends.
  private static String section(Negotiated agreed, int index) {
    String text = agreed.answerSdp().replace("\r\n", "\n");
    return "m=" + text.split("\nm=", -1)[index + 1].stripTrailing() + "\n";
  }
}
