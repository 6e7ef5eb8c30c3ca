// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.alert;

/// When the [AlertRules] raise an alert, and the bounds of what they remember.
///
/// @param cooldownNs how long the same alert is held back after it was raised
/// @param roomWindowNs the time in which `roomEndsMax` sessions of a room must not end badly
/// @param roomEndsMax so many sessions that end badly in one room are an issue
/// @param lossShareMax the largest share of packets lost in one measurement, in the worse
///   direction, that is not bad
/// @param roundTripNsMax the longest round trip that is not bad
/// @param jitterNsMax the largest interarrival jitter that is not bad
/// @param packetsMin measurements of fewer packets say nothing about loss
/// @param badMeasuresMin so many bad measurements in a row make a session bad
/// @param errorWindowNs the time over which errors are counted
/// @param errorsMin fewer errors in that time are no spike
/// @param errorFactor a spike is so many times the errors of the time before
/// @param storeTroubleNs how long the store may be in trouble before anybody is told
/// @param sessionsMax sessions remembered; further ones are not looked at
/// @param subjectsMax cooldowns and rooms remembered; the oldest is forgotten
public record AlertLimits(
    long cooldownNs,
    long roomWindowNs,
    int roomEndsMax,
    double lossShareMax,
    long roundTripNsMax,
    long jitterNsMax,
    long packetsMin,
    int badMeasuresMin,
    long errorWindowNs,
    int errorsMin,
    int errorFactor,
    long storeTroubleNs,
    int sessionsMax,
    int subjectsMax) {

  private static final long SECOND_NS = 1_000_000_000;

  public static final AlertLimits DEFAULT =
      new AlertLimits(
          300 * SECOND_NS,
          120 * SECOND_NS,
          3,
          0.05,
          SECOND_NS / 2,
          SECOND_NS / 10,
          50,
          3,
          60 * SECOND_NS,
          10,
          4,
          10 * SECOND_NS,
          16_384,
          4_096);

  public AlertLimits {
    if (cooldownNs < 0 || roomWindowNs < 1 || errorWindowNs < 1 || storeTroubleNs < 0) {
      throw new IllegalArgumentException("times are not negative");
    }
    if (roomEndsMax < 1 || badMeasuresMin < 1 || errorsMin < 1 || errorFactor < 1) {
      throw new IllegalArgumentException("each rule needs at least one fact");
    }
    if (sessionsMax < 1 || subjectsMax < 1) {
      throw new IllegalArgumentException("at least one session and one subject are remembered");
    }
  }
}
