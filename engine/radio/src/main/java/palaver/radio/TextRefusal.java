// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

/// Why this node did not send what its person wrote.
public enum TextRefusal {
  /// Nothing but space.
  EMPTY,
  /// More than 800 bytes of UTF-8.
  TOO_LONG,
  /// More than five a second, after a burst of twenty.
  TOO_FAST,
  /// Too many earlier texts have not reached the leader yet.
  BUSY,
  /// This device does not belong to the channel.
  NOT_A_MEMBER,
  /// This device writes a time that its own clock does not take any more: the clock was set back by
  /// more than a day.
  CLOCK
}
