// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

import java.util.List;

/// Our side of a negotiation.
///
/// @param local fresh ICE credentials; a re-offer without ICE restart does not use them
/// @param fingerprint of our certificate
/// @param candidates in order of preference, at least one
/// @param slotSsrcs one SSRC for each slot that we are willing to fill, fixed for the life of the
///   connection: the same list for every offer of it
/// @param nack whether lost packets are asked for and sent again
public record NegotiationOptions(
    IceCredentials local,
    Fingerprint fingerprint,
    List<HostCandidate> candidates,
    List<Integer> slotSsrcs,
    AudioProfile profile,
    boolean nack) {

  public NegotiationOptions {
    candidates = List.copyOf(candidates);
    slotSsrcs = List.copyOf(slotSsrcs);
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("an answer needs a candidate");
    }
  }
}
