// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

/// What work costs on one machine: its inputs wait while it computes, and what it sends leaves when
/// it is done.
///
/// @param inputNs nanoseconds for each input
/// @param datagramNs nanoseconds for each datagram that is sent
/// @param percent all of it times this share of a hundred: 100 for a laptop, 300 for a phone
public record CpuCost(long inputNs, long datagramNs, int percent) {

  /// Work that takes no time.
  public static final CpuCost NONE = new CpuCost(0, 0, 100);

  /// A laptop: one UDP send of 3 us and few microseconds for an input, as we measured.
  public static final CpuCost LAPTOP = new CpuCost(2_000, 3_000, 100);

  /// A phone takes three times as long.
  public static final CpuCost PHONE = new CpuCost(2_000, 3_000, 300);

  public CpuCost {
    if (inputNs < 0 || datagramNs < 0 || percent < 1) {
      throw new IllegalArgumentException("work takes time");
    }
  }

  /// How long one input took.
  ///
  /// @param datagrams how many datagrams it sent
  /// @param furtherNs what the input's own parts reported, see [Work]
  long ofNs(int datagrams, long furtherNs) {
    return (inputNs + datagrams * datagramNs + furtherNs) * percent / 100;
  }
}
