// SPDX-License-Identifier: Apache-2.0
package palaver.wire.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import palaver.base.Parsed;

class StunRoundTripTest {
  private static final int OFFSET = 9;
  private static final StunKey KEY = StunKey.shortTerm("a password of 22 chars");

  private final byte[] bytes = new byte[1500];
  private final byte[] transactionId = new byte[12];
  private final StunWriter writer = new StunWriter();

  @Test
  void everyCheckReadsBack() {
    for (int seed = 0; seed < 1000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      random.nextBytes(transactionId);
      random.nextBytes(bytes);
      String username = "u".repeat(random.nextInt(1, 509));
      long priority = random.nextLong(1L << 32);
      long tieBreaker = random.nextLong();
      begin(StunClass.REQUEST).username(username).priority(priority).iceControlling(tieBreaker);
      if (random.nextBoolean()) {
        writer.useCandidate();
      }
      boolean sha256 = random.nextBoolean();
      StunMessage message = parsed(signed(sha256).finish());

      assertThat(message.isBinding(StunClass.REQUEST)).isTrue();
      assertThat(message.transactionId()).isEqualTo(transactionId);
      assertThat(message.username()).isEqualTo(username);
      assertThat(message.priority()).isEqualTo(priority);
      assertThat(message.iceControlling()).isEqualTo(tieBreaker);
      assertThat(message.iceControlled()).isNull();
      assertThat(message.isAuthentic(KEY)).isTrue();
      assertThat(message.isAuthentic(StunKey.shortTerm("another"))).isFalse();
    }
  }

  private StunWriter signed(boolean sha256) {
    return sha256 ? writer.integritySha256(KEY) : writer.integrity(KEY);
  }

  @Test
  void everyAddressReadsBack() {
    for (int seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      random.nextBytes(transactionId);
      byte[] ip = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(ip);
      int port = random.nextInt(65536);
      begin(StunClass.SUCCESS_RESPONSE).xorMappedAddress(ip, port).integrity(KEY);

      StunMessage message = parsed(writer.finish());

      assertThat(message.mappedAddress()).isEqualTo(new StunAddress(ip, port));
      assertThat(message.isAuthentic(KEY)).isTrue();
    }
  }

  @Test
  void anErrorSaysItsCodeAndWhatWasNotUnderstood() {
    begin(StunClass.ERROR_RESPONSE)
        .errorCode(420, "Unknown Attribute")
        .unknownAttributes(List.of(0x0003, 0x7ABC, 0x7ABD));

    StunMessage message = parsed(writer.finish());

    assertThat(message.isBinding(StunClass.ERROR_RESPONSE)).isTrue();
    assertThat(message.errorCode()).isEqualTo(420);
    assertThat(message.unknownAttributes()).containsExactly(0x0003, 0x7ABC, 0x7ABD);
    assertThat(message.hasIntegrity()).isFalse();
    assertThat(message.isAuthentic(KEY)).isFalse();
  }

  @Test
  @DisplayName("RFC 8489, 14.5: what follows the integrity is not believed")
  void whatFollowsTheIntegrityIsNotBelieved() {
    begin(StunClass.REQUEST).username("a:b").integrity(KEY).useCandidate().priority(7);

    StunMessage message = parsed(writer.finish());

    assertThat(message.isAuthentic(KEY)).isTrue();
    assertThat(message.useCandidate()).isFalse();
    assertThat(message.priority()).isEqualTo(-1);
  }

  @Test
  @DisplayName("RFC 8489, 9.1.3: of two kinds of integrity the stronger decides")
  void theStrongerIntegrityDecides() {
    StunKey other = StunKey.shortTerm("other");
    begin(StunClass.REQUEST).username("a:b").integrity(KEY).integritySha256(other);

    StunMessage message = parsed(writer.finish());

    assertThat(message.isAuthentic(KEY)).isFalse();
    assertThat(message.isAuthentic(other)).isTrue();
  }

  @Test
  void aTruncatedSha256IntegrityIsAccepted() {
    begin(StunClass.REQUEST).username("a:b");
    byte[] hmac = KEY.hmac(bytes, OFFSET, 28, 20, true);
    int length = 48;
    bytes[OFFSET + 3] = (byte) (length - 20);
    System.arraycopy(new byte[] {0, 0x1C, 0, 16}, 0, bytes, OFFSET + 28, 4);
    System.arraycopy(hmac, 0, bytes, OFFSET + 32, 16);

    assertThat(parsed(length).isAuthentic(KEY)).isTrue();
  }

  @Test
  void ofAnAttributeThatComesTwiceTheFirstCounts() {
    begin(StunClass.REQUEST)
        .username("first")
        .username("second")
        .priority(1)
        .priority(2)
        .iceControlled(3)
        .iceControlled(4);

    StunMessage message = parsed(writer.finish());

    assertThat(message.username()).isEqualTo("first");
    assertThat(message.priority()).isEqualTo(1);
    assertThat(message.iceControlled()).isEqualTo(3);
  }

  @Test
  void damagedMessagesAreRefusedWithTheReason() {
    assertThat(reason(19)).isEqualTo("stun-too-short");
    begin(StunClass.REQUEST);
    int length = writer.finish();
    assertThat(reason(length - 4)).isEqualTo("stun-length-wrong");
    assertThat(reasonAfter(length, 0, 0x40)).isEqualTo("stun-not-stun");
    assertThat(reasonAfter(length, 4, 0x20)).isEqualTo("stun-no-cookie");
    assertThat(reasonAfter(length, 3, 7)).isEqualTo("stun-length-wrong");
    assertThat(reasonAfter(length, 23, 5)).isEqualTo("stun-attribute-truncated");
    assertThat(reasonAfter(length, 27, bytes[OFFSET + 27] ^ 1)).isEqualTo("stun-fingerprint-wrong");
    assertThat(reasonAfter(length, 23, 3)).isEqualTo("stun-fingerprint-wrong");
    writer.priority(1);
    assertThat(reason(length + 8)).isEqualTo("stun-fingerprint-wrong");
  }

  @Test
  void attributesOfTheWrongLengthAreRefused() {
    assertThat(reasonOf(0x0006, 0)).isEqualTo("stun-username-length");
    assertThat(reasonOf(0x0006, 509)).isEqualTo("stun-username-length");
    assertThat(reasonOf(0x0024, 3)).isEqualTo("stun-priority-length");
    assertThat(reasonOf(0x8029, 4)).isEqualTo("stun-role-length");
    assertThat(reasonOf(0x0020, 8)).as("family 0").isEqualTo("stun-address-wrong");
    assertThat(reasonOf(0x0001, 2)).isEqualTo("stun-address-wrong");
    assertThat(reasonOf(0x0009, 4)).as("class 0").isEqualTo("stun-error-code-wrong");
    assertThat(reasonOf(0x000A, 3)).isEqualTo("stun-unknown-attributes-length");
    assertThat(reasonOf(0x0008, 16)).isEqualTo("stun-integrity-length");
    assertThat(reasonOf(0x001C, 12)).isEqualTo("stun-integrity-length");
    assertThat(reasonOf(0x001C, 36)).isEqualTo("stun-integrity-length");
  }

  @Test
  void onlyWhatMustBeUnderstoodIsReportedAsNotUnderstood() {
    Arrays.fill(bytes, (byte) 0);
    begin(StunClass.REQUEST);
    int at = OFFSET + 20;
    for (int type : new int[] {0x7F01, 0xC057, 0x7F01, 0x0014, 0x0003}) {
      bytes[at] = (byte) (type >>> 8);
      bytes[at + 1] = (byte) type;
      at += 4;
    }
    bytes[OFFSET + 3] = 20;

    assertThat(parsed(40).notUnderstood()).containsExactly(0x7F01, 0x0003);
  }

  @Test
  void whatNoMessageCanCarryIsAProgrammingError() {
    assertThatThrownBy(() -> writer.begin(bytes, 0, StunClass.REQUEST, new byte[11]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> begin(StunClass.REQUEST).username("u".repeat(509)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> begin(StunClass.REQUEST).xorMappedAddress(new byte[5], 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private StunWriter begin(StunClass messageClass) {
    return writer.begin(bytes, OFFSET, messageClass, transactionId);
  }

  /// Why a request with one attribute of zeroes is refused.
  private String reasonOf(int type, int valueBytes) {
    Arrays.fill(bytes, (byte) 0);
    begin(StunClass.REQUEST);
    int padded = (valueBytes + 3) & ~3;
    bytes[OFFSET + 2] = (byte) ((padded + 4) >>> 8);
    bytes[OFFSET + 3] = (byte) (padded + 4);
    bytes[OFFSET + 20] = (byte) (type >>> 8);
    bytes[OFFSET + 21] = (byte) type;
    bytes[OFFSET + 22] = (byte) (valueBytes >>> 8);
    bytes[OFFSET + 23] = (byte) valueBytes;
    return reason(24 + padded);
  }

  /// Why the message is refused with one byte changed, which is restored afterwards.
  private String reasonAfter(int length, int index, int value) {
    byte before = bytes[OFFSET + index];
    bytes[OFFSET + index] = (byte) value;
    String reason = reason(length);
    bytes[OFFSET + index] = before;
    return reason;
  }

  private String reason(int length) {
    return switch (StunMessage.parse(bytes, OFFSET, length)) {
      case Parsed.Ok<StunMessage> _ -> "accepted";
      case Parsed.Malformed<StunMessage>(String reason) -> reason;
    };
  }

  private StunMessage parsed(int length) {
    return switch (StunMessage.parse(bytes, OFFSET, length)) {
      case Parsed.Ok<StunMessage>(StunMessage message) -> message;
      case Parsed.Malformed<StunMessage>(String reason) -> throw new AssertionError(reason);
    };
  }
}
