// SPDX-License-Identifier: Apache-2.0
package palaver.wire.stun;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Parsed;

/// One STUN message as received. It keeps a copy of its bytes, so that its integrity can be checked
/// once the password is known.
public final class StunMessage {

  /// The only method that ICE uses.
  public static final int BINDING = 1;

  private final byte[] bytes;
  private final StunClass messageClass;
  private final int method;
  private final StunAttributes attributes;

  private StunMessage(byte[] bytes, StunClass messageClass, int method, StunAttributes attributes) {
    this.bytes = bytes;
    this.messageClass = messageClass;
    this.method = method;
    this.attributes = attributes;
  }

  /// Reads the `length` bytes from `offset`, a whole datagram. A FINGERPRINT that is there is
  /// checked, MESSAGE-INTEGRITY is not.
  public static Parsed<StunMessage> parse(byte[] datagram, int offset, int length) {
    String fault = StunParser.headerFault(datagram, offset, length);
    if (fault != null) {
      return Parsed.malformed(fault);
    }
    byte[] bytes = Arrays.copyOfRange(datagram, offset, offset + length);
    return switch (StunParser.attributes(bytes)) {
      case Parsed.Malformed<StunAttributes>(String reason) -> Parsed.malformed(reason);
      case Parsed.Ok<StunAttributes>(StunAttributes attributes) -> {
        int type = StunParser.type(bytes);
        yield Parsed.ok(
            new StunMessage(bytes, StunClass.ofType(type), StunParser.method(type), attributes));
      }
    };
  }

  public StunClass messageClass() {
    return messageClass;
  }

  /// The method, 0 to 4095.
  public int method() {
    return method;
  }

  public boolean isBinding(StunClass expected) {
    return method == BINDING && messageClass == expected;
  }

  /// The 12 bytes that tie a response to its request; a fresh copy.
  public byte[] transactionId() {
    return Arrays.copyOfRange(
        bytes, StunFormat.TRANSACTION_ID_AT, StunFormat.TRANSACTION_ID_AT + 12);
  }

  /// USERNAME, or null.
  public @Nullable String username() {
    return attributes.username;
  }

  /// PRIORITY as an unsigned number, or -1 when absent.
  public long priority() {
    return attributes.priority;
  }

  public boolean useCandidate() {
    return attributes.useCandidate;
  }

  /// The sender's tie-breaker when it says it is controlling, or null.
  public @Nullable Long iceControlling() {
    return attributes.iceControlling;
  }

  /// The sender's tie-breaker when it says it is controlled, or null.
  public @Nullable Long iceControlled() {
    return attributes.iceControlled;
  }

  /// XOR-MAPPED-ADDRESS, or MAPPED-ADDRESS where only that is given, or null.
  public @Nullable StunAddress mappedAddress() {
    return attributes.mappedAddress;
  }

  /// The code of ERROR-CODE, 300 to 699, or 0 when absent.
  public int errorCode() {
    return attributes.errorCode;
  }

  /// The types that an error response lists as not understood by its sender.
  public List<Integer> unknownAttributes() {
    return attributes.unknownAttributes;
  }

  /// The types in this message that a receiver must understand and we do not; a request with any of
  /// them is answered with error 420.
  public List<Integer> notUnderstood() {
    return attributes.notUnderstood;
  }

  public boolean hasFingerprint() {
    return attributes.hasFingerprint;
  }

  /// Whether there is any MESSAGE-INTEGRITY, valid or not.
  public boolean hasIntegrity() {
    return attributes.sha1At >= 0 || attributes.sha256At >= 0;
  }

  /// Whether the message was made by somebody who knows `key`. With both kinds of integrity present
  /// the stronger decides (RFC 8489, section 9.1.3); with none the answer is no.
  public boolean isAuthentic(StunKey key) {
    return attributes.sha256At >= 0
        ? matches(key, attributes.sha256At, attributes.sha256Bytes, true)
        : attributes.sha1At >= 0 && matches(key, attributes.sha1At, StunFormat.SHA1_BYTES, false);
  }

  private boolean matches(StunKey key, int at, int hmacBytes, boolean useSha256) {
    int attributeBytes = StunFormat.ATTRIBUTE_HEADER_BYTES + hmacBytes;
    byte[] expected = key.hmac(bytes, 0, at, attributeBytes, useSha256);
    int valueAt = at + StunFormat.ATTRIBUTE_HEADER_BYTES;
    return MessageDigest.isEqual(
        Arrays.copyOf(expected, hmacBytes),
        Arrays.copyOfRange(bytes, valueAt, valueAt + hmacBytes));
  }
}
