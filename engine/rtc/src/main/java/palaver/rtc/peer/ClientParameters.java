// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.rtc.Fingerprint;
import palaver.rtc.IceCredentials;
import palaver.rtc.SendSlot;

/// What offer and answer fixed, seen from the client.
///
/// @param local the client's ICE credentials
/// @param remote the server's
/// @param remoteFingerprint what the server's certificate must hash to
/// @param server the server's address as the driver numbers it; the caller keeps it retained
/// @param publish the line on which the client sends, with the source it uses, or null
/// @param opusPayloadType 0 to 127
/// @param midExtensionId 1 to 14, 0 when not agreed
/// @param audioLevelExtensionId 1 to 14, 0 when not agreed
/// @param nack whether lost packets are asked for and sent again
/// @param reports whether the client sends reports (and requests)
/// @param slots the server's sending slots
public record ClientParameters(
    IceCredentials local,
    IceCredentials remote,
    Fingerprint remoteFingerprint,
    int server,
    @Nullable SendSlot publish,
    int opusPayloadType,
    int midExtensionId,
    int audioLevelExtensionId,
    boolean nack,
    boolean reports,
    List<SendSlot> slots) {

  public ClientParameters {
    slots = List.copyOf(slots);
  }
}
