// SPDX-License-Identifier: Apache-2.0
package palaver.audio.trace;

/// Kinds of networks that [TraceMaker] imitates.
public enum Network {
  /// A wire: half a millisecond of jitter, nothing lost.
  CLEAN,
  /// A shared radio channel: calm for seconds, busy for seconds (15 ms of jitter on average), now
  /// and then away for a scan of 60 to 110 ms; 0.3 % lost.
  WIFI,
  /// A phone on the move: retransmissions in steps of 8 ms, many near the edge of a cell; every 12
  /// to 18 s a hand-over that stands still for 40 to 70 ms, one of ten for 250 ms; then another way
  /// through the network.
  HANDOVER,
  /// A full queue before a narrow line: while others download, delay climbs to 90 ms, then packets
  /// are lost in bursts.
  BURST,
  /// A wire, and a talker whose clock is 200 ppm off.
  DRIFT,
  /// Two ways of different length: 4 % of the packets are overtaken by one or two others.
  REORDERING
}
