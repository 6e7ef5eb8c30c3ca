// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

import java.util.Locale;

/// How well a connection carries speech, in the four grades that people see.
public enum ConnectionGrade {
  /// Under 100 ms and under 1 %.
  EXCELLENT,
  /// Under 200 ms and under 5 %.
  GOOD,
  /// Under 400 ms and under 10 %.
  FAIR,
  /// Anything worse.
  POOR;

  private static final double NS_PER_MS = 1e6;

  /// The grade of a round trip in nanoseconds and a share of lost packets, 0 to 1.
  public static ConnectionGrade of(long roundTripNs, double packetLoss) {
    double latencyMs = roundTripNs / NS_PER_MS;
    if (latencyMs < 100 && packetLoss < 0.01) {
      return EXCELLENT;
    }
    if (latencyMs < 200 && packetLoss < 0.05) {
      return GOOD;
    }
    return latencyMs < 400 && packetLoss < 0.10 ? FAIR : POOR;
  }

  /// As it is stored and sent, such as `good`.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
