// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

/// What one [JitterBuffer] has done so far. Names and units are those of `RTCInboundRtpStreamStats`
/// (W3C, Identifiers for WebRTC's Statistics API): times in seconds, samples per channel. The last
/// six have no name there.
///
/// @param packetsReceived RTP packets, duplicates left out
/// @param packetsLost packets that the sequence numbers tell of and that never came
/// @param packetsDiscarded packets that came and were not played: too late, too many, damaged
/// @param jitter interarrival jitter (RFC 3550), seconds
/// @param jitterBufferDelay sum over emitted samples of the seconds from arrival to pull
/// @param jitterBufferTargetDelay sum over emitted samples of the delay aimed at, seconds
/// @param jitterBufferMinimumDelay the same without the profile's bounds
/// @param jitterBufferEmittedCount samples that came out of packets
/// @param totalSamplesReceived samples that came out, made-up ones included
/// @param concealedSamples samples made up because their packet was lost or late
/// @param silentConcealedSamples those of them that were silent
/// @param concealmentEvents how often making up began
/// @param insertedSamplesForDeceleration samples that stretching added
/// @param removedSamplesForAcceleration samples that compressing took away
/// @param recoveredSamples samples recovered from what later packets repeat
/// @param comfortSamples samples made up while the talker paused
/// @param packetsLate those of the discarded that came too late
/// @param packetsDuplicated packets that were here before
/// @param underruns how often nothing was there to play in the middle of speech
/// @param restarts how often the sender started anew
public record PlayoutStatistics(
    long packetsReceived,
    long packetsLost,
    long packetsDiscarded,
    double jitter,
    double jitterBufferDelay,
    double jitterBufferTargetDelay,
    double jitterBufferMinimumDelay,
    long jitterBufferEmittedCount,
    long totalSamplesReceived,
    long concealedSamples,
    long silentConcealedSamples,
    long concealmentEvents,
    long insertedSamplesForDeceleration,
    long removedSamplesForAcceleration,
    long recoveredSamples,
    long comfortSamples,
    long packetsLate,
    long packetsDuplicated,
    long underruns,
    long restarts) {}
