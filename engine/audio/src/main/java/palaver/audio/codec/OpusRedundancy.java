// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

/// What an Opus packet repeats of the sound before it.
///
/// It is one choice, not two switches: in-band error correction takes the bits that deep redundancy
/// would use, so that the latter reaches back 14 ms instead of 200.
public enum OpusRedundancy {

  /// Nothing: the cheapest when packets are not lost.
  NONE,

  /// A coarser copy of the previous frame (RFC 6716, section 2.1.7): mends single losses.
  IN_BAND_FEC,

  /// Deep redundancy (DRED): up to a second of very coarse sound, a few kilobits a second: mends
  /// bursts.
  DRED
}
