// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.List;
import palaver.rtc.ConnectionParameters;

/// What one participant's newest offer led to.
///
/// @param ssrcs our sending SSRCs, kept for the life of the connection
/// @param parameters what was agreed
/// @param answerSdp the answer, ready for an offer that comes a second time
record MediaPath(List<Integer> ssrcs, ConnectionParameters parameters, String answerSdp) {

  /// Whether `other` differs in nothing but the ICE credentials.
  boolean sameButForIce(ConnectionParameters other) {
    return new ConnectionParameters(
            parameters.local(),
            parameters.remote(),
            other.remoteFingerprint(),
            other.publishMid(),
            other.opusPayloadType(),
            other.midExtensionId(),
            other.audioLevelExtensionId(),
            other.nack(),
            other.slots())
        .equals(parameters);
  }
}
