// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.sctp;

/// How long to wait for an acknowledgement (RFC 9260, section 6.3.1), with bounds for people who
/// wait: 0.4 to 1 s.
final class RoundTrip {

  static final long INITIAL_NS = 500_000_000L;
  private static final long MIN_NS = 400_000_000L;
  static final long MAX_NS = 1_000_000_000L;

  private long smoothedNs = -1;
  private long variationNs;
  private long timeoutNs = INITIAL_NS;

  void measured(long roundTripNs) {
    if (smoothedNs < 0) {
      smoothedNs = roundTripNs;
      variationNs = roundTripNs / 2;
    } else {
      variationNs += (Math.abs(smoothedNs - roundTripNs) - variationNs) / 4;
      smoothedNs += (roundTripNs - smoothedNs) / 8;
    }
    timeoutNs = Math.clamp(smoothedNs + 4 * variationNs, MIN_NS, MAX_NS);
  }

  void expired() {
    timeoutNs = Math.min(2 * timeoutNs, MAX_NS);
  }

  long timeoutNs() {
    return timeoutNs;
  }

  /// The smoothed round trip, -1 before the first.
  long smoothedNs() {
    return smoothedNs;
  }
}
