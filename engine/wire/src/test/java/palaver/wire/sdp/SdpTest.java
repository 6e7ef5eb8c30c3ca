// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.base.Parsed;

class SdpTest {
  private static final String HEAD = "v=0\no=- 1 2 IN IP4 127.0.0.1\ns=-\nt=0 0\n";

  @Test
  @DisplayName("RFC 8866, 5: the example of the RFC")
  void readsTheExampleOfTheRfc() {
    SdpSession session =
        parsed(
            """
            v=0
            o=jdoe 3724394400 3724394405 IN IP4 198.51.100.1
            s=Call to John Smith
            i=SDP Offer #1
            u=http://www.jdoe.example.com/home.html
            e=Jane Doe <jane@jdoe.example.com>
            p=+1 617 555-6011
            c=IN IP4 198.51.100.1
            t=0 0
            m=audio 49170 RTP/AVP 0
            m=audio 49180 RTP/AVP 0
            m=video 51372 RTP/AVP 99
            c=IN IP6 2001:db8::2
            a=rtpmap:99 h263-1998/90000
            """);

    assertThat(session.origin())
        .isEqualTo(new SdpOrigin("jdoe", "3724394400", "3724394405", "IP4", "198.51.100.1"));
    assertThat(session.name()).isEqualTo("Call to John Smith");
    assertThat(session.media()).extracting(SdpMedia::port).containsExactly(49170, 49180, 51372);
    assertThat(session.media().get(2).rtpMaps())
        .containsExactly(new SdpRtpMap(99, "h263-1998", 90000, 1));
  }

  @Test
  void readsAttributesOfSessionAndMediaApart() {
    SdpSession session =
        parsed(
            HEAD
                + "a=ice-lite\r\na=setup:actpass\r\n"
                + "m=audio 9/2 UDP/TLS/RTP/SAVPF 111 0\r\na=mid:0\r\na=sendonly\r\n"
                + "a=extmap:4/recvonly urn:x y\r\na=extmap:0 urn:x\r\na=extmap:5\r\n"
                + "a=rtpmap:111 OPUS/48000/2\r\na=rtpmap:7 x/1\r\na=rtpmap:0 x\r\na=empty:\r\n");

    assertThat(session.attributes().has("ice-lite")).isTrue();
    assertThat(session.attributes().value("ice-lite")).isNull();
    assertThat(session.attributes().value("setup")).isEqualTo("actpass");
    assertThat(session.attributes().direction()).isNull();
    SdpMedia media = session.media().getFirst();
    assertThat(media.port()).isEqualTo(9);
    assertThat(media.mid()).isEqualTo("0");
    assertThat(media.attributes().direction()).isEqualTo(SdpDirection.SENDONLY);
    assertThat(media.attributes().value("empty")).isEmpty();
    assertThat(media.extMaps()).containsExactly(new SdpExtMap(4, SdpDirection.RECVONLY, "urn:x"));
    assertThat(media.rtpMaps()).containsExactly(new SdpRtpMap(111, "opus", 48000, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "'', sdp-version",
    "'v=1', sdp-version",
    "'v=0\nv=0', sdp-version",
    "'v=0\n', sdp-incomplete",
    "'v=0\no=- 1 2 IN IP4\n', sdp-origin",
    "'v=0\no=- 1 2 IN  IP4 x\n', sdp-origin",
    "'v=0\ns=', sdp-name",
    "'v=0\nhello', sdp-line",
    "'v=0\nx=1', sdp-line",
    "'v=0\n\ns=-', sdp-line",
    "'v=0\ns=a\rb', sdp-line",
    "'v=0\na=', sdp-attribute",
    "'v=0\na=b c:d', sdp-attribute",
    "'v=0\nm=audio 9 RTP/AVP', sdp-media",
    "'v=0\nm=audio x RTP/AVP 0', sdp-media",
    "'v=0\nm=audio 65536 RTP/AVP 0', sdp-media",
    "'v=0\nm=audio 99999999999 RTP/AVP 0', sdp-media",
    "'v=0\nm=audio 9  0', sdp-media",
    "'v=0\nm=audio 9 RTP/AVP 0\nt=0 0', sdp-line",
    "'v=0\nm=audio 9 RTP/AVP 0\ns=-', sdp-name",
    "'v=0\nm=audio 9 RTP/AVP 0\no=- 1 2 IN IP4 x', sdp-origin"
  })
  void damagedTextIsRefusedWithTheReason(String text, String reason) {
    assertThat(SdpParser.parse(text)).isEqualTo(Parsed.malformed(reason));
  }

  @Test
  void sizeIsLimited() {
    String media = "m=audio 9 RTP/AVP 0\n";
    assertThat(SdpParser.parse(HEAD + media.repeat(64))).isInstanceOf(Parsed.Ok.class);
    assertThat(SdpParser.parse(HEAD + media.repeat(65)))
        .isEqualTo(Parsed.malformed("sdp-too-many-media"));
    assertThat(SdpParser.parse(HEAD + "a=x\n".repeat(4_100)))
        .isEqualTo(Parsed.malformed("sdp-too-long"));
    assertThat(SdpParser.parse("v".repeat(65_537))).isEqualTo(Parsed.malformed("sdp-too-long"));
  }

  @Test
  void whatIsWrittenReadsBackTheSame() {
    for (int seed = 0; seed < 1000; seed++) {
      SdpSession session = randomSession(new SplittableRandom(seed));
      assertThat(SdpParser.parse(SdpWriter.write(session)))
          .as("seed %d", seed)
          .isEqualTo(Parsed.ok(session));
    }
  }

  @Test
  void aValueThatWouldForgeALineCannotBeMade() {
    assertThatThrownBy(() -> new SdpAttribute("mid", "0\r\na=evil"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SdpAttribute("mid:0", null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new SdpMedia("audio", 9, "x\ny", List.of("0"), new SdpAttributes(List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anExtensionsDirectionIsWrittenOnlyWhenItMatters() {
    assertThat(new SdpExtMap(4, SdpDirection.SENDRECV, "urn:x").toValue()).isEqualTo("4 urn:x");
    assertThat(new SdpExtMap(4, SdpDirection.RECVONLY.reversed(), "urn:x").toValue())
        .isEqualTo("4/sendonly urn:x");
  }

  private static SdpSession randomSession(SplittableRandom random) {
    List<SdpMedia> media = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      List<String> formats = new ArrayList<>();
      for (int f = random.nextInt(1, 4); f > 0; f--) {
        formats.add(Integer.toString(random.nextInt(128)));
      }
      media.add(
          new SdpMedia(
              word(random), random.nextInt(65536), word(random), formats, attributes(random)));
    }
    SdpOrigin origin =
        new SdpOrigin(word(random), word(random), word(random), word(random), word(random));
    return new SdpSession(origin, word(random) + " " + word(random), attributes(random), media);
  }

  private static SdpAttributes attributes(SplittableRandom random) {
    List<SdpAttribute> attributes = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      String value = random.nextInt(3) == 0 ? null : word(random) + " :\u00e4 " + word(random);
      attributes.add(new SdpAttribute(word(random), value));
    }
    return new SdpAttributes(attributes);
  }

  private static String word(SplittableRandom random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(1, 9); i > 0; i--) {
      word.append("abcXYZ019-_.".charAt(random.nextInt(12)));
    }
    return word.toString();
  }

  private static SdpSession parsed(String text) {
    return switch (SdpParser.parse(text)) {
      case Parsed.Ok<SdpSession>(SdpSession session) -> session;
      case Parsed.Malformed<SdpSession>(String reason) -> throw new AssertionError(reason);
    };
  }
}
