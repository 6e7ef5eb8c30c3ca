// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.wire.radio.Capabilities;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Term;

/// Another node, as this one knows it.
final class Peer {
  final NodeId id;
  long boot;
  int address = -1;
  Capabilities capabilities =
      new Capabilities(2, 2, Capabilities.NodeClass.UNKNOWN, Capabilities.FEATURE_LEAD, 0);
  long priority = 1;
  long heardNs = Long.MIN_VALUE / 2;

  /// When something came that claims to be from it, with or without proof: good for a guess about
  /// who is there, and for nothing else.
  long seenNs = Long.MIN_VALUE / 2;

  /// The run to which this node has shown itself over the link.
  long greetedBoot;

  long greetedAtNs = Long.MIN_VALUE / 2;

  /// What its last packet said about its clock, for the echo.
  long timestampUs;

  long timestampAtNs;

  /// Smoothed round trip, 0 while unknown.
  long roundTripNs;

  long packetsSent;

  /// The term that it said it follows.
  Term term = Term.NONE;

  /// As a leader: whether it follows this node.
  boolean member;

  /// When the link was last opened because something hinted that the old one is dead.
  long relinkedAtNs = Long.MIN_VALUE / 2;

  long askedMembershipNs = Long.MIN_VALUE / 2;
  long askedTextsNs = Long.MIN_VALUE / 2;
  long askedSettingsNs = Long.MIN_VALUE / 2;

  /// When it was last told all versions of the settings.
  long toldSettingsNs = Long.MIN_VALUE / 2;

  Peer(NodeId id) {
    this.id = id;
  }

  void echo(long roundTripSampleNs) {
    roundTripNs = roundTripNs == 0 ? roundTripSampleNs : (7 * roundTripNs + roundTripSampleNs) / 8;
  }

  boolean isLive(long nowNs, long ttlNs) {
    return nowNs - heardNs < ttlNs;
  }

  /// Whether it is probably there.
  boolean isAround(long nowNs, long ttlNs) {
    return nowNs - Math.max(heardNs, seenNs) < ttlNs;
  }
}
