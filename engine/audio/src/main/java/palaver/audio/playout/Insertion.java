// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

/// What became of a packet.
public enum Insertion {
  /// It waits for its time.
  STORED,
  /// It waits, and what waited before it is gone: the sender started anew.
  RESTARTED,
  /// It was here before.
  DUPLICATE,
  /// Its time is over.
  LATE,
  /// Its place among the others makes no sense, or its timestamp in that place; if the next packet
  /// follows it, the sender restarted (RFC 3550, appendix A.1).
  STRAY,
  /// Too long, or not a packet of the codec.
  DAMAGED
}
