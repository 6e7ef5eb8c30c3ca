// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.sctp;

/// What one association measured of its sending half.
///
/// @param outstandingChunks sent and not yet acknowledged in order
/// @param flightBytes on their way, as far as is known
/// @param congestionWindowBytes what may be on its way
/// @param roundTripNs smoothed; -1 before the first
/// @param chunksRetransmitted chunks that were sent again
/// @param messagesAbandoned messages that were given up
public record SctpFigures(
    int outstandingChunks,
    int flightBytes,
    int congestionWindowBytes,
    long roundTripNs,
    long chunksRetransmitted,
    long messagesAbandoned) {}
