// SPDX-License-Identifier: Apache-2.0
package palaver.wire.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.wire.rtcp.RtcpCursor.Fault;

class RtcpDamageTest {
  private final RtcpCursor cursor = new RtcpCursor();

  @ParameterizedTest
  @CsvSource({
    "'', TOO_SHORT",
    "80c900, TOO_SHORT",
    "80c9000100000001 80c9, TOO_SHORT",
    "40c9000100000001, WRONG_VERSION",
    "80c9000200000001, LENGTH_WRONG",
    "81c9000100000001, BODY_TRUNCATED",
    "80c8000100000001, BODY_TRUNCATED",
    "80c90000, BODY_TRUNCATED",
    "82cb000100000001, BODY_TRUNCATED",
    "81cd000100000001, BODY_TRUNCATED",
    "80cf0000, BODY_TRUNCATED",
    "80cf00020000000104000002, BODY_TRUNCATED",
    "81ca0000, BODY_TRUNCATED",
    "81ca000100000001, BODY_TRUNCATED",
    "81ca00020000000101050000, BODY_TRUNCATED",
    "81ca00020000000101024141, BODY_TRUNCATED",
    "a0c9000100000001, PADDING_WRONG",
    "a0c9000200000001 00000000, PADDING_WRONG",
    "a0c9000200000001 00000003, PADDING_WRONG",
    "a0c9000200000001 0000000c, PADDING_WRONG",
    "a0c9000200000001 00000004 80c9000100000001, PADDING_WRONG"
  })
  void damagedPacketsAreRefusedAsAWhole(String hex, Fault fault) {
    assertThat(open(hex)).isFalse();
    assertThat(cursor.fault()).isEqualTo(fault);
    assertThat(cursor.next()).isFalse();
  }

  @Test
  @DisplayName("RFC 3550, 6.4.1: padding at the end says nothing")
  void paddingSaysNothing() {
    assertThat(tell("a1cd0004 00000001 00000002 00050000 00000004"))
        .containsExactly("NACKED 1 2 5");
  }

  @Test
  void otherPacketsAndBlocksArePassedOver() {
    String application = "80cc0002 00000001 6e616d65";
    String pictureLoss = "81ce0002 00000001 00000002";
    String transportWide = "8fcd0003 00000001 00000002 00010000";
    String lossBlock = "80cf0006 00000001 01000002 0000000200000000 05000000 04000000";
    String bye = "81cb0002 00000007 04627965";

    assertThat(tell(application + pictureLoss + transportWide + lossBlock + bye))
        .containsExactly("BYE 7");
  }

  @Test
  @DisplayName("RFC 3611, 4.5: a DLRR block holds whole items only")
  void aPartialDlrrItemIsPassedOver() {
    assertThat(
            tell(
                "80cf0009 00000001 05000004 0000000200000003 0000000400000009"
                    + "04000002 0102030405060708"))
        .containsExactly("DLRR 1 2 3 4", "REFERENCE_TIME 1 102030405060708");
  }

  @Test
  @DisplayName("RFC 3550, 6.5: of a description only the canonical name is told")
  void ofADescriptionOnlyTheNameIsTold() {
    assertThat(tell("82ca0006 00000001 02014101 02424300 00000002 0103616263000000"))
        .containsExactly("CNAME 1 BC", "CNAME 2 abc");
  }

  @Test
  void clocksConvertBackAndForth() {
    assertThat(NtpTime.ofNs(1_500_000_000L)).isEqualTo(0x0000000180000000L);
    assertThat(NtpTime.ofNs(-500_000_000L)).isEqualTo(0xFFFFFFFF80000000L);
    assertThat(NtpTime.middle32(0x1122334455667788L)).isEqualTo(0x33445566);
    assertThat(NtpTime.delayUnits(1_500_000_000L)).isEqualTo(0x18000);
    assertThat(NtpTime.delayUnits(-1)).isZero();
    assertThat(NtpTime.delayUnits(Long.MAX_VALUE)).isEqualTo(-1);
  }

  @Test
  @DisplayName("RFC 3550, 6.4.1: the round trip of the example in figure 2")
  void theRoundTripOfTheExample() {
    long roundTripNs = NtpTime.roundTripNs(0xb7108000, 0xb7052000, 0x00054000);

    assertThat(roundTripNs).isEqualTo(6_125_000_000L);
    assertThat(NtpTime.roundTripNs(1, 2, 3)).as("clocks that disagree").isZero();
  }

  private boolean open(String hex) {
    byte[] packet = HexFormat.of().parseHex(hex.replace(" ", ""));
    byte[] inside = new byte[packet.length + 8];
    System.arraycopy(packet, 0, inside, 3, packet.length);
    return cursor.open(inside, 3, packet.length);
  }

  private List<String> tell(String hex) {
    assertThat(open(hex)).as("%s", cursor.fault()).isTrue();
    return RtcpText.tell(cursor);
  }
}
