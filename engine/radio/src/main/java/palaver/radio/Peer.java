// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.wire.radio.Capabilities;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsMessage;
import palaver.wire.radio.Term;

/// Another node, as this one knows it.
final class Peer {
  private static final long BEHIND_LONG_NS = 700_000_000;
  private static final long BEHIND_FORGET_NS = 4_000_000_000L;

  final NodeId id;
  long boot;
  int address = -1;

  /// Where it was last seen, without proof, but at [#address]; -1 when nowhere. A machine has more
  /// than one address, and not each of them can be reached from everywhere.
  int elsewhere = -1;

  /// Whether a link was last asked for at [#elsewhere].
  boolean askedElsewhere;

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

  /// What of the voice does not come to it, of a thousand, as it said last.
  int lossPermille;

  /// How voice is heard there, of a thousand, as it said last.
  int qualityPermille = SettingsMessage.Ack.QUALITY_UNKNOWN;

  /// How strong its signal is, in dBm; 0 while unknown.
  int rssiDbm;

  long packetsSent;

  /// The term that it said it follows.
  Term term = Term.NONE;

  /// As a leader: whether it follows this node.
  boolean member;

  /// When the link was last opened because something hinted that the old one is dead.
  long relinkedAtNs = Long.MIN_VALUE / 2;

  private long behindSinceNs = Long.MIN_VALUE / 2;

  /// When others were asked where it is.
  long askedWhereNs = Long.MIN_VALUE / 2;

  /// When it was last told where others are.
  long toldWhereNs = Long.MIN_VALUE / 2;

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

  /// Whether it goes on saying a term below `current`. The leader tells it at once; if all did, a
  /// crowd of newcomers would drown in what they are told.
  boolean isLongBehind(long nowNs, Term said, Term current) {
    if (said.compareTo(current) >= 0 || nowNs - behindSinceNs > BEHIND_FORGET_NS) {
      behindSinceNs = said.compareTo(current) < 0 ? nowNs : Long.MIN_VALUE / 2;
      return false;
    }
    return nowNs - behindSinceNs > BEHIND_LONG_NS;
  }

  /// As if it had never been heard.
  void forget() {
    heardNs = Long.MIN_VALUE / 2;
    seenNs = Long.MIN_VALUE / 2;
  }

  boolean isLive(long nowNs, long ttlNs) {
    return nowNs - heardNs < ttlNs;
  }

  /// Whether anything came from it later than `atNs`.
  boolean wasHeardAfter(long atNs) {
    return Math.max(heardNs, seenNs) - atNs > 0;
  }

  /// Whether it is probably there.
  boolean isAround(long nowNs, long ttlNs) {
    return nowNs - Math.max(heardNs, seenNs) < ttlNs;
  }
}
