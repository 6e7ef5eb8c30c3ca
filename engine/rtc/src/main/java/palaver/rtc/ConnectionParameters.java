// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What offer and answer fixed for one connection.
///
/// @param local our ICE credentials
/// @param remote the client's ICE credentials
/// @param remoteFingerprint what the client's certificate must hash to
/// @param publishMid the line on which the client sends, or null when it only listens
/// @param opusPayloadType the offer's payload type for Opus, 0 to 127
/// @param midExtensionId the offer's header extension id for MID (RFC 8843), 1 to 14, 0 when absent
/// @param audioLevelExtensionId the offer's id for audio level (RFC 6464), 1 to 14, 0 when absent
/// @param nack whether generic NACK was agreed
/// @param slots our sending slots, in the order of the offer's receive-only lines
public record ConnectionParameters(
    IceCredentials local,
    IceCredentials remote,
    Fingerprint remoteFingerprint,
    @Nullable String publishMid,
    int opusPayloadType,
    int midExtensionId,
    int audioLevelExtensionId,
    boolean nack,
    List<SendSlot> slots) {

  public ConnectionParameters {
    slots = List.copyOf(slots);
  }
}
