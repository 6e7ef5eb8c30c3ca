// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sdp;

import org.jspecify.annotations.Nullable;

/// Which way media flows, seen from whoever wrote the description (RFC 8866, section 6.7).
public enum SdpDirection {
  SENDRECV("sendrecv", true, true),
  SENDONLY("sendonly", true, false),
  RECVONLY("recvonly", false, true),
  INACTIVE("inactive", false, false);

  private final String attribute;
  private final boolean sends;
  private final boolean receives;

  SdpDirection(String attribute, boolean sends, boolean receives) {
    this.attribute = attribute;
    this.sends = sends;
    this.receives = receives;
  }

  /// The direction with this attribute name, or null.
  public static @Nullable SdpDirection named(String attribute) {
    for (SdpDirection direction : values()) {
      if (direction.attribute.equals(attribute)) {
        return direction;
      }
    }
    return null;
  }

  /// The name of the attribute.
  public String attribute() {
    return attribute;
  }

  public boolean sends() {
    return sends;
  }

  public boolean receives() {
    return receives;
  }

  /// The same flow seen from the other side.
  public SdpDirection reversed() {
    return switch (this) {
      case SENDONLY -> RECVONLY;
      case RECVONLY -> SENDONLY;
      case SENDRECV, INACTIVE -> this;
    };
  }
}
