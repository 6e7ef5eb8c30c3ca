// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.List;
import palaver.rtc.ConnectionParameters;

/// What one participant's offers led to.
///
/// @param ssrcs our sending SSRCs, the same for every offer of the connection
/// @param parameters what was agreed last
record MediaPath(List<Integer> ssrcs, ConnectionParameters parameters) {

  /// Whether `later` differs in nothing but the ICE credentials.
  boolean sameButForIce(ConnectionParameters later) {
    return later.equals(
        new ConnectionParameters(
            later.local(),
            later.remote(),
            parameters.remoteFingerprint(),
            parameters.publishMid(),
            parameters.opusPayloadType(),
            parameters.midExtensionId(),
            parameters.audioLevelExtensionId(),
            parameters.nack(),
            parameters.slots()));
  }
}
