// SPDX-License-Identifier: Apache-2.0
package palaver.wire.rtcp;

/// The 64-bit clock format of RTCP: seconds and fractions of 2^-32 s. Any origin will do, as peers
/// only compare what they got with what they got before (RFC 3550, section 4).
public final class NtpTime {
  private static final long NS_PER_S = 1_000_000_000L;

  private NtpTime() {}

  /// The NTP timestamp of an instant `ns` after the origin.
  public static long ofNs(long ns) {
    long seconds = Math.floorDiv(ns, NS_PER_S);
    long fraction = (Math.floorMod(ns, NS_PER_S) << 32) / NS_PER_S;
    return (seconds << 32) | fraction;
  }

  /// The middle 32 bits, in 1/65536 s: what LSR and LRR carry.
  public static int middle32(long ntp) {
    return (int) (ntp >>> 16);
  }

  /// A span in 1/65536 s, as DLSR and DLRR carry it, at most 2^32 - 1.
  public static int delayUnits(long spanNs) {
    long seconds = Math.max(0, spanNs) / NS_PER_S;
    long units = (seconds << 16) + ((Math.max(0, spanNs) % NS_PER_S) << 16) / NS_PER_S;
    return (int) Math.min(units, 0xffff_ffffL);
  }

  /// The round trip that a peer's answer gives (RFC 3550, section 6.4.1), at least 0.
  ///
  /// @param arrival32 our clock when the answer came, as [#middle32]
  /// @param last32 the clock of ours that the peer answers
  /// @param delay32 how long the peer held it
  public static long roundTripNs(int arrival32, int last32, int delay32) {
    int units = arrival32 - delay32 - last32;
    return units < 0 ? 0 : (units * NS_PER_S) >> 16;
  }
}
