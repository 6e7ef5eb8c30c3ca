// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

/// Times and bounds of a radio node. Each time is in nanoseconds.
///
/// @param heartbeatNs how often the leader shows that it is there
/// @param suspectNs silence of the leader after which a follower suspects it
/// @param askNs how long a suspecting node waits for what others say
/// @param memberHeartbeatNs how often a follower shows that it is there
/// @param memberTtlNs silence after which a node counts as gone
/// @param aroundNs silence after which a node is no longer taken to be around
/// @param helloNs how often a node without a leader calls out
/// @param beaconNs how often a leader repeats its claim to all
/// @param settleNs how long a node listens before it may be a candidate
/// @param rankStepNs how much longer each less fit candidate waits before it claims
/// @param followRepeatNs how often a follower reports to a leader that has not answered
/// @param holdNs how long a new leader waits for reports of a running lease
/// @param keepNs how long a listener keeps the lease of the former term after the new leader says
///   that it adopted none
/// @param keepAliveNs how often a holder shows that it is there
/// @param parkNs how long frames of an unknown lease wait
/// @param voiceGapNs silence of the tree after which a listener asks its second path
/// @param gapNs a pause of the process from which on everything known is doubted
/// @param fanOut to how many a node forwards at most
/// @param peersMax how many other nodes are kept; further ones are ignored
/// @param termJumpMax by how much a term may rise at once
public record RadioLimits(
    long heartbeatNs,
    long suspectNs,
    long askNs,
    long memberHeartbeatNs,
    long memberTtlNs,
    long aroundNs,
    long helloNs,
    long beaconNs,
    long settleNs,
    long rankStepNs,
    long followRepeatNs,
    long holdNs,
    long keepNs,
    long keepAliveNs,
    long parkNs,
    long voiceGapNs,
    long gapNs,
    int fanOut,
    int peersMax,
    long termJumpMax) {

  private static final long MS = 1_000_000;

  public static final RadioLimits DEFAULT =
      new RadioLimits(
          150 * MS,
          450 * MS,
          150 * MS,
          450 * MS,
          2_000 * MS,
          5_000 * MS,
          1_000 * MS,
          400 * MS,
          300 * MS,
          150 * MS,
          100 * MS,
          200 * MS,
          500 * MS,
          200 * MS,
          60 * MS,
          80 * MS,
          1_000 * MS,
          8,
          256,
          1L << 20);

  public RadioLimits {
    if (suspectNs < 2 * heartbeatNs || memberTtlNs < 2 * memberHeartbeatNs || fanOut < 2) {
      throw new IllegalArgumentException("a lost heartbeat is no reason to doubt");
    }
  }
}
