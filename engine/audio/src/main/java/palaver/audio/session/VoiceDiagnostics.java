// SPDX-License-Identifier: Apache-2.0
package palaver.audio.session;

import palaver.audio.playout.PlayoutStatistics;

/// How a voice session does. What the W3C names (RTCInboundRtpStreamStats and
/// RTCOutboundRtpStreamStats) is named so and counted so.
///
/// @param activeSpeakers how many peers are heard at the moment, 0 or 1
/// @param voiceBitrateKbps what was sent in the last whole second, headers and repetition included,
///   in kbit/s
/// @param voicePacketLossPct the share of the peer's packets that never came, 0 to 100
/// @param voiceJitterMs interarrival jitter (RFC 3550)
/// @param voiceLatencyMs what playout adds at the moment: from when a sample could have played to
///   when it does
/// @param concealmentRatio concealed samples among all that were played, 0 to 1
/// @param meanPlayoutDelayMs jitterBufferDelay / jitterBufferEmittedCount
/// @param packetsSent packets sent
/// @param bytesSent bytes of RTP sent
/// @param framesGated frames that the gate found silent, so that they were not sent
/// @param bytesReceived bytes of RTP received
/// @param datagramsRefused datagrams that were no packets of this session
/// @param inbound the jitter buffer's own counts
public record VoiceDiagnostics(
    int activeSpeakers,
    double voiceBitrateKbps,
    double voicePacketLossPct,
    double voiceJitterMs,
    double voiceLatencyMs,
    double concealmentRatio,
    double meanPlayoutDelayMs,
    long packetsSent,
    long bytesSent,
    long framesGated,
    long bytesReceived,
    long datagramsRefused,
    PlayoutStatistics inbound) {

  static double ratio(double part, double whole) {
    return whole <= 0 ? 0 : part / whole;
  }
}
