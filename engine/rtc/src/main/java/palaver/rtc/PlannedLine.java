// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

import org.jspecify.annotations.Nullable;
import palaver.wire.sdp.SdpDirection;

/// What becomes of one offered line.
///
/// @param slot what we send on it, where the role is [Role#SLOT]
record PlannedLine(OfferedLine line, Role role, @Nullable SendSlot slot) {
  enum Role {
    /// The client sends.
    PUBLISH,
    /// We send.
    SLOT,
    /// Kept, and nothing flows.
    IDLE,
    REJECTED
  }

  boolean isAccepted() {
    return role != Role.REJECTED;
  }

  /// Our direction on the line.
  SdpDirection direction() {
    return switch (role) {
      case PUBLISH -> line.direction().sends() ? SdpDirection.RECVONLY : SdpDirection.INACTIVE;
      case SLOT -> line.direction().receives() ? SdpDirection.SENDONLY : SdpDirection.INACTIVE;
      case IDLE, REJECTED -> SdpDirection.INACTIVE;
    };
  }
}
