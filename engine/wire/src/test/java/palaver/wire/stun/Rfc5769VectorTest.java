// SPDX-License-Identifier: Apache-2.0
package palaver.wire.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import palaver.base.Parsed;

@DisplayName("RFC 5769: test vectors for STUN")
class Rfc5769VectorTest {
  private static final StunKey KEY = StunKey.shortTerm("VOkJxbRl1RmTxUk/WvJxBt");
  private static final StunKey OTHER_KEY = StunKey.shortTerm("VOkJxbRl1RmTxUk/WvJxBu");
  private static final String TRANSACTION = "b7e7a701bc34d686fa87dfae";

  private static final String REQUEST =
      "000100582112a442"
          + TRANSACTION
          + "802200105354554e207465737420636c69656e74"
          + "002400046e0001ff"
          + "80290008932ff9b151263b36"
          + "00060009"
          + "6576746a3a68367659202020"
          + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
          + "80280004e57a3bcf";

  private static final String RESPONSE_IPV4 =
      "0101003c2112a442"
          + TRANSACTION
          + "8022000b7465737420766563746f7220"
          + "002000080001a147e112a643"
          + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
          + "80280004c07d4c96";

  private static final String RESPONSE_IPV6 =
      "010100482112a442"
          + TRANSACTION
          + "8022000b7465737420766563746f7220"
          + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
          + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41"
          + "80280004c8fb0b4c";

  private static final String LONG_TERM_REQUEST =
      "000100602112a44278ad3433c6ad72c029da412e"
          + "00060012e3839ee38388e383aae38383e382afe382b90000"
          + "0015001c662f2f3439396b393534643"
          + "64f4c33346f4c394653547679363473410014000b6578616d706c652e6f726700"
          + "00080014f67024656dd64a3e02b8e0712e85c9a28ca89666";

  @Test
  @DisplayName("2.1 sample request")
  void sampleRequest() {
    StunMessage message = parsed(REQUEST);

    assertThat(message.isBinding(StunClass.REQUEST)).isTrue();
    assertThat(message.transactionId()).isEqualTo(HexFormat.of().parseHex(TRANSACTION));
    assertThat(message.username()).isEqualTo("evtj:h6vY");
    assertThat(message.priority()).isEqualTo(0x6e0001ffL);
    assertThat(message.iceControlled()).isEqualTo(0x932ff9b151263b36L);
    assertThat(message.iceControlling()).isNull();
    assertThat(message.useCandidate()).isFalse();
    assertThat(message.hasFingerprint()).isTrue();
    assertThat(message.notUnderstood()).isEmpty();
    assertThat(message.isAuthentic(KEY)).isTrue();
    assertThat(message.isAuthentic(OTHER_KEY)).isFalse();
  }

  @Test
  @DisplayName("2.2 sample IPv4 response")
  void sampleIpv4Response() {
    StunMessage message = parsed(RESPONSE_IPV4);

    assertThat(message.isBinding(StunClass.SUCCESS_RESPONSE)).isTrue();
    assertThat(message.mappedAddress())
        .isEqualTo(new StunAddress(new byte[] {(byte) 192, 0, 2, 1}, 32853));
    assertThat(message.isAuthentic(KEY)).isTrue();
  }

  @Test
  @DisplayName("2.3 sample IPv6 response")
  void sampleIpv6Response() {
    StunMessage message = parsed(RESPONSE_IPV6);

    byte[] ip = HexFormat.of().parseHex("20010db8123456780011223344556677");
    assertThat(message.mappedAddress()).isEqualTo(new StunAddress(ip, 32853));
    assertThat(message.isAuthentic(KEY)).isTrue();
  }

  @Test
  @DisplayName("2.4 sample request with long-term authentication")
  void sampleLongTermRequest() throws Exception {
    StunMessage message = parsed(LONG_TERM_REQUEST);

    String user = "\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9";
    assertThat(message.username()).isEqualTo(user);
    byte[] text = (user + ":example.org:TheMatrIX").getBytes(StandardCharsets.UTF_8);
    byte[] key = MessageDigest.getInstance("MD5").digest(text);
    assertThat(message.isAuthentic(StunKey.of(key))).isTrue();
    assertThat(message.hasFingerprint()).isFalse();
  }

  @Test
  @DisplayName("every flipped bit in a vector is noticed, by parsing or by integrity")
  void everyFlippedBitIsNoticed() {
    byte[] good = HexFormat.of().parseHex(REQUEST);
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      boolean accepted =
          StunMessage.parse(bad, 0, bad.length) instanceof Parsed.Ok<StunMessage>(StunMessage m)
              && m.hasFingerprint()
              && m.isAuthentic(KEY);
      assertThat(accepted).as("bit %d", bit).isFalse();
    }
  }

  private static StunMessage parsed(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return switch (StunMessage.parse(bytes, 0, bytes.length)) {
      case Parsed.Ok<StunMessage>(StunMessage message) -> message;
      case Parsed.Malformed<StunMessage>(String reason) -> throw new AssertionError(reason);
    };
  }
}
