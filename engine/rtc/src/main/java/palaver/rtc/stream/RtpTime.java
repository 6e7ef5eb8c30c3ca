// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

/// The clock of Opus in RTP: 48,000 ticks a second (RFC 7587).
public final class RtpTime {
  static final long NS_PER_MS = 1_000_000;
  static final int TICKS_PER_MS = 48;

  private RtpTime() {}

  /// The span of so many ticks.
  public static long spanNs(long ticks) {
    return ticks * NS_PER_MS / TICKS_PER_MS;
  }

  static long ticks(long spanNs) {
    return spanNs / NS_PER_MS * TICKS_PER_MS + spanNs % NS_PER_MS * TICKS_PER_MS / NS_PER_MS;
  }
}
