// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

/// What a node counts. Each only grows.
///
/// The parts of the election are R327: attempts, failures and how long it took.
public final class Counters {
  long malformed;
  long strangers;
  long replayed;
  long badMac;
  long badSignature;
  long jumpsRefused;
  long claims;
  long claimsLost;
  long stepDowns;
  long suspicions;
  long suspicionsCleared;
  long lastConvergenceNs;
  long framesPlayed;
  long framesRecovered;
  long framesAskedAgain;
  long framesResent;
  long framesDuplicate;
  long framesUnknown;
  long framesParkedDropped;
  long framesMisplaced;
  long framesUnopened;
  long framesUnsealed;
  long handshakes;
  long tooMuch;
  long notAllowed;
  long warmRequests;
  long forwarded;
  long texts;
  long textsRefused;
  long framesForged;
  long oldPackets;

  /// All datagrams that were not believed.
  public long refused() {
    return malformed + strangers + replayed + badMac + badSignature + tooMuch + notAllowed;
  }

  public long malformed() {
    return malformed;
  }

  public long strangers() {
    return strangers;
  }

  public long replayed() {
    return replayed;
  }

  public long badMac() {
    return badMac;
  }

  public long badSignature() {
    return badSignature;
  }

  public long jumpsRefused() {
    return jumpsRefused;
  }

  /// How often this node claimed a term.
  public long electionAttempts() {
    return claims;
  }

  /// How often another's claim was greater.
  public long electionFailures() {
    return claimsLost;
  }

  /// From losing the last leader to having the present one, 0 before the first.
  public long lastConvergenceNs() {
    return lastConvergenceNs;
  }

  public long stepDowns() {
    return stepDowns;
  }

  public long suspicions() {
    return suspicions;
  }

  /// How often a suspected leader was heard again without an election.
  public long suspicionsCleared() {
    return suspicionsCleared;
  }

  public long framesPlayed() {
    return framesPlayed;
  }

  public long framesRecovered() {
    return framesRecovered;
  }

  /// Frames that a neighbour was asked to send again.
  public long framesAskedAgain() {
    return framesAskedAgain;
  }

  /// Frames that were sent again because a neighbour asked.
  public long framesResent() {
    return framesResent;
  }

  public long framesDuplicate() {
    return framesDuplicate;
  }

  public long framesUnknown() {
    return framesUnknown;
  }

  public long framesParkedDropped() {
    return framesParkedDropped;
  }

  /// Frames that came from a member whose place they are not: not a neighbour, not asked, not the
  /// talker.
  public long framesMisplaced() {
    return framesMisplaced;
  }

  /// Frames under a group key that is not here.
  public long framesUnopened() {
    return framesUnopened;
  }

  /// Own frames that had no key, or would have used a nonce twice.
  public long framesUnsealed() {
    return framesUnsealed;
  }

  /// Links that this node asked for.
  public long handshakes() {
    return handshakes;
  }

  /// Datagrams above what a sender may send.
  public long tooMuch() {
    return tooMuch;
  }

  /// Messages from somebody whose word they are not.
  public long notAllowed() {
    return notAllowed;
  }

  public long warmRequests() {
    return warmRequests;
  }

  public long forwarded() {
    return forwarded;
  }

  /// Texts that were shown, own ones too.
  public long texts() {
    return texts;
  }

  /// Texts that did not count: of another channel or another time, too many of one author, or
  /// without room.
  public long textsRefused() {
    return textsRefused;
  }

  /// Packets of protocol v1.
  public long oldPackets() {
    return oldPackets;
  }

  /// Bursts in which a talker's digest showed frames that are not the talker's.
  public long framesForged() {
    return framesForged;
  }
}
