// SPDX-License-Identifier: Apache-2.0
package palaver.wire.stun;

import static palaver.wire.stun.StunFormat.ATTRIBUTE_HEADER_BYTES;
import static palaver.wire.stun.StunFormat.HEADER_BYTES;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Parsed;
import palaver.wire.BigEndian;

/// Reads headers and attributes. Every method that can fail answers null for success, or the
/// reason.
final class StunParser {
  private final byte[] bytes;
  private final StunAttributes found = new StunAttributes();

  private StunParser(byte[] bytes) {
    this.bytes = bytes;
  }

  static @Nullable String headerFault(byte[] bytes, int offset, int length) {
    if (length < HEADER_BYTES) {
      return "stun-too-short";
    }
    if ((bytes[offset] & 0xC0) != 0) {
      return "stun-not-stun";
    }
    if (BigEndian.i32(bytes, offset + 4) != StunFormat.MAGIC_COOKIE) {
      return "stun-no-cookie";
    }
    int counted = BigEndian.u16(bytes, offset + 2);
    return counted % 4 != 0 || counted != length - HEADER_BYTES ? "stun-length-wrong" : null;
  }

  static int type(byte[] bytes) {
    return BigEndian.u16(bytes, 0);
  }

  static int method(int type) {
    return (type & 0x3E00) >>> 2 | (type & 0x00E0) >>> 1 | (type & 0x000F);
  }

  static Parsed<StunAttributes> attributes(byte[] bytes) {
    StunParser parser = new StunParser(bytes);
    String fault = parser.readAll();
    return fault == null ? Parsed.ok(parser.found) : Parsed.malformed(fault);
  }

  private @Nullable String readAll() {
    int at = HEADER_BYTES;
    while (at < bytes.length) {
      int valueAt = at + ATTRIBUTE_HEADER_BYTES;
      int valueBytes = BigEndian.u16(bytes, at + 2);
      if (StunFormat.padded(valueBytes) > bytes.length - valueAt) {
        return "stun-attribute-truncated";
      }
      String fault = read(BigEndian.u16(bytes, at), valueAt, valueBytes);
      if (fault != null) {
        return fault;
      }
      at = valueAt + StunFormat.padded(valueBytes);
    }
    return null;
  }

  private @Nullable String read(int type, int at, int length) {
    if (found.hasFingerprint) {
      return "stun-fingerprint-not-last";
    }
    return switch (type) {
      case StunFormat.FINGERPRINT -> fingerprint(at, length);
      case StunFormat.MESSAGE_INTEGRITY -> sha1(at, length);
      case StunFormat.MESSAGE_INTEGRITY_SHA256 -> sha256(at, length);
      default -> found.sha1At >= 0 || found.sha256At >= 0 ? null : ordinary(type, at, length);
    };
  }

  private @Nullable String ordinary(int type, int at, int length) {
    switch (type) {
      case StunFormat.USERNAME -> {
        return username(at, length);
      }
      case StunFormat.PRIORITY -> {
        return priority(at, length);
      }
      case StunFormat.USE_CANDIDATE -> found.useCandidate = true;
      case StunFormat.ICE_CONTROLLING, StunFormat.ICE_CONTROLLED -> {
        return role(type, at, length);
      }
      case StunFormat.XOR_MAPPED_ADDRESS, StunFormat.MAPPED_ADDRESS -> {
        return mappedAddress(type == StunFormat.XOR_MAPPED_ADDRESS, at, length);
      }
      case StunFormat.ERROR_CODE -> {
        return errorCode(at, length);
      }
      case StunFormat.UNKNOWN_ATTRIBUTES -> {
        return unknownAttributes(at, length);
      }
      case StunFormat.REALM,
          StunFormat.NONCE,
          StunFormat.PASSWORD_ALGORITHM,
          StunFormat.USERHASH -> {}
      default -> noteUnknown(type);
    }
    return null;
  }

  private void noteUnknown(int type) {
    if (StunFormat.isComprehensionRequired(type) && !found.notUnderstood.contains(type)) {
      found.notUnderstood.add(type);
    }
  }

  private @Nullable String fingerprint(int at, int length) {
    int before = at - ATTRIBUTE_HEADER_BYTES;
    if (length != 4 || BigEndian.i32(bytes, at) != StunFormat.fingerprint(bytes, 0, before)) {
      return "stun-fingerprint-wrong";
    }
    found.hasFingerprint = true;
    return null;
  }

  private @Nullable String sha1(int at, int length) {
    if (length != StunFormat.SHA1_BYTES) {
      return "stun-integrity-length";
    }
    if (found.sha1At < 0 && found.sha256At < 0) {
      found.sha1At = at - ATTRIBUTE_HEADER_BYTES;
    }
    return null;
  }

  private @Nullable String sha256(int at, int length) {
    if (length < 16 || length > StunFormat.SHA256_BYTES || length % 4 != 0) {
      return "stun-integrity-length";
    }
    if (found.sha256At < 0) {
      found.sha256At = at - ATTRIBUTE_HEADER_BYTES;
      found.sha256Bytes = length;
    }
    return null;
  }

  private @Nullable String username(int at, int length) {
    if (length == 0 || length > StunFormat.USERNAME_BYTES_MAX) {
      return "stun-username-length";
    }
    if (found.username == null) {
      found.username = new String(bytes, at, length, StandardCharsets.UTF_8);
    }
    return null;
  }

  private @Nullable String priority(int at, int length) {
    if (length != 4) {
      return "stun-priority-length";
    }
    if (found.priority < 0) {
      found.priority = Integer.toUnsignedLong(BigEndian.i32(bytes, at));
    }
    return null;
  }

  private @Nullable String role(int type, int at, int length) {
    if (length != 8) {
      return "stun-role-length";
    }
    long tieBreaker = BigEndian.i64(bytes, at);
    if (type == StunFormat.ICE_CONTROLLING && found.iceControlling == null) {
      found.iceControlling = tieBreaker;
    } else if (type == StunFormat.ICE_CONTROLLED && found.iceControlled == null) {
      found.iceControlled = tieBreaker;
    }
    return null;
  }

  private @Nullable String mappedAddress(boolean isXor, int at, int length) {
    int family = length < 4 ? 0 : bytes[at + 1];
    int ipBytes = family == StunFormat.FAMILY_IPV4 ? 4 : 16;
    boolean known = family == StunFormat.FAMILY_IPV4 || family == StunFormat.FAMILY_IPV6;
    if (!known || length != 4 + ipBytes) {
      return "stun-address-wrong";
    }
    if (found.mappedAddress != null && (found.mappedByXor || !isXor)) {
      return null;
    }
    byte[] ip = Arrays.copyOfRange(bytes, at + 4, at + 4 + ipBytes);
    int port = BigEndian.u16(bytes, at + 2);
    if (isXor) {
      StunFormat.xorIp(ip, bytes, 0);
      port ^= StunFormat.MAGIC_COOKIE >>> 16;
    }
    found.mappedAddress = new StunAddress(ip, port);
    found.mappedByXor = isXor;
    return null;
  }

  private @Nullable String errorCode(int at, int length) {
    int hundreds = length < 4 ? 0 : bytes[at + 2] & 0x07;
    int units = length < 4 ? 0 : bytes[at + 3] & 0xff;
    if (hundreds < 3 || hundreds > 6 || units > 99) {
      return "stun-error-code-wrong";
    }
    if (found.errorCode == 0) {
      found.errorCode = hundreds * 100 + units;
    }
    return null;
  }

  private @Nullable String unknownAttributes(int at, int length) {
    if (length % 2 != 0) {
      return "stun-unknown-attributes-length";
    }
    List<Integer> types = new ArrayList<>(length / 2);
    for (int i = 0; i < length; i += 2) {
      types.add(BigEndian.u16(bytes, at + i));
    }
    found.unknownAttributes = Collections.unmodifiableList(types);
    return null;
  }
}
