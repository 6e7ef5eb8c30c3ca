// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.rtc.SrtpProfile;

/// The test vectors of RFC 3711 (appendix B), RFC 6188 (section 7) and RFC 7714 (16 and 17).
class SrtpVectorTest {
  private static final String KEY_256 =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  private static final String GCM_SALT = "517569642070726f2071756f";
  private static final String RTP_HEADER = "8040f17b8041f8d35501a0b2";
  private static final String RTP_PAYLOAD =
      "47616c6c696120657374206f6d6e69732064697669736120696e20706172746573207472" + "6573";
  private static final String RTCP =
      "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61"
          + "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static String text(byte[] bytes, int length) {
    return HexFormat.of().formatHex(bytes, 0, length);
  }

  @ParameterizedTest
  @CsvSource({
    "0, c61e7a93744f39ee10734afe3ff7a087",
    "2, 30cbbc08863d8c85d49db34a9ae1",
    "1, cebe321f6ff7716b6fd4ab49af256a156d38baa48f0a0acf3c34e2359e6cdbce"
        + "e049646c43d9327ad175578ef72270986371c10c9a369ac2f94a8c5fbcdddc25"
        + "6d6e919a48b610ef17c2041e474035766b68642c59bbfc2f34db60dbdfb2",
  })
  void sessionKeysAreThoseOfRfc3711AppendixB3(int label, String expected) {
    byte[] derived =
        SessionKeys.derive(
            hex("e1f97a0d3e018be0d64fa32c06de4139"),
            hex("0ec675ad498afeebb6960b3aabe6"),
            label,
            expected.length() / 2);
    assertThat(HexFormat.of().formatHex(derived)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5ba1064e30ec51613cad926c5a28ef731ec7fb397f70a960653caf06554cd8c4",
    "1, fd9c32d39ed5fbb5a9dc96b30818454d1313dc05",
    "2, fa31791685ca444a9e07c6c64e93",
  })
  void sessionKeysOf256BitsAreThoseOfRfc6188(int label, String expected) {
    byte[] derived =
        SessionKeys.derive(
            hex("f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6"),
            hex("3b04803de51ee7c96423ab5b78d2"),
            label,
            expected.length() / 2);
    assertThat(HexFormat.of().formatHex(derived)).isEqualTo(expected);
  }

  @Test
  void theKeyStreamIsThatOfRfc3711AppendixB2() {
    SessionKeys keys =
        new SessionKeys(
            hex("2b7e151628aed2a6abf7158809cf4f3c"),
            new byte[20],
            hex("f0f1f2f3f4f5f6f7f8f9fafbfcfd"));
    PacketCipher cipher = PacketCipher.of(SrtpProfile.AES128_CM_SHA1_80, keys, keys);
    int plainBytes = 16 * 0xff02;
    byte[] out = new byte[plainBytes + cipher.rtpOverheadBytes()];
    cipher.sealRtp(0, 0, new byte[plainBytes], 0, plainBytes, out, 0, 0);
    assertThat(text(out, 48))
        .isEqualTo(
            "e03ead0935c95e80e166b16dd92b4eb4"
                + "d23513162b02d0f72a43a2fe4a5f97ab"
                + "41e95b3bb0a2e8dd477901e4fca894c0");
    assertThat(HexFormat.of().formatHex(Arrays.copyOfRange(out, 16 * 0xfeff, plainBytes)))
        .isEqualTo(
            "ec8cdf7398607cb0f2d21675ea9ea1e4"
                + "362b7c3c6773516318a077d7fc5073ae"
                + "6a2cc3787889374fbeb4c81b17ba6c44");
  }

  @ParameterizedTest
  @CsvSource({
    "16, f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
        + "899d7f27beb16a9152cf765ee4390cce",
    "32, 32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b"
        + "7aa3db36dfffd6b0f9bb7878d7a76c13",
  })
  void rtpInGcmIsThatOfRfc7714Section16(int keyBytes, String expected) {
    PacketCipher cipher = gcm(keyBytes);
    byte[] plain = hex(RTP_PAYLOAD);
    byte[] packet = Arrays.copyOf(hex(RTP_HEADER), 100);
    int length = cipher.sealRtp(0xf17b, 0x5501a0b2, plain, 0, plain.length, packet, 0, 12);
    assertThat(text(packet, length)).isEqualTo(RTP_HEADER + expected);
    byte[] opened = new byte[100];
    int openedBytes = cipher.openRtp(0xf17b, 0x5501a0b2, packet, 0, length, 12, opened, 0);
    assertThat(text(opened, openedBytes)).isEqualTo(RTP_PAYLOAD);
  }

  @ParameterizedTest
  @CsvSource({
    "16, 63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded"
        + "0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4",
    "32, d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658c61de047"
        + "6f1b6fad1d1eb30c4446839f57ff6f6cb26ac3be800005d4",
  })
  void rtcpInGcmIsThatOfRfc7714Section17(int keyBytes, String expected) {
    PacketCipher cipher = gcm(keyBytes);
    byte[] plain = hex(RTCP);
    byte[] packet = new byte[120];
    int length = cipher.sealRtcp(0x5d4, 0x4d617273, plain, 0, plain.length, packet, 0);
    assertThat(text(packet, length)).isEqualTo("81c8000d4d617273" + expected);
    byte[] opened = new byte[120];
    int openedBytes = cipher.openRtcp(0x5d4, 0x4d617273, packet, 0, length, opened);
    assertThat(text(opened, openedBytes)).isEqualTo(RTCP);
  }

  private static PacketCipher gcm(int keyBytes) {
    byte[] key = Arrays.copyOf(hex(KEY_256), keyBytes);
    SessionKeys keys = new SessionKeys(key, new byte[0], hex(GCM_SALT));
    SrtpProfile profile =
        keyBytes == 16 ? SrtpProfile.AEAD_AES_128_GCM : SrtpProfile.AEAD_AES_256_GCM;
    return PacketCipher.of(profile, keys, keys);
  }
}
