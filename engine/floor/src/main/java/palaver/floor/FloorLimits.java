// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

/// Times and bounds of one channel's floor. Each time is in nanoseconds.
///
/// | here | 3GPP TS 24.380 |
/// |---|---|
/// | `mediaEndNs` | T1 end of media |
/// | `talkLimitNs` | T2 stop talking, from the first media |
/// | `graceNs` | T3 stop talking grace |
/// | `revokeRepeatNs` | T8 floor revoke |
/// | `grantRepeatNs`, `grantRepeats` | T20 floor granted, C20 |
/// | `requestRepeatNs`, `requestForNs` | T101 floor request, C101 |
/// | `releaseRepeatNs`, `releaseRepeats` | T100 floor release, C100 |
/// | `queueAliveNs` | T104 floor queue position request |
///
/// @param leaseNs how long a lease holds from its receipt
/// @param renewNs how often it is renewed
/// @param holderLostNs without a sign of the holder for so long the floor is free
/// @param mediaEndNs without a frame of the holder for so long the floor is free
/// @param grantRepeatNs how often a grant is repeated until the holder shows that it has it
/// @param grantRepeats how often at most; then the floor is free
/// @param talkLimitNs how long one may talk
/// @param warningNs how long before the limit the talker is warned
/// @param graceNs how long a talker may finish after a revoke
/// @param revokeRepeatNs how often a revoke is repeated during the grace
/// @param retryAfterNs how long one who talked too long has to wait
/// @param queueMax how many may wait
/// @param queueLostNs one who waits and was not heard for so long loses the place
/// @param queueAliveNs how often one who waits asks again
/// @param requestRepeatNs how often a request is repeated until it is answered
/// @param requestForNs how long a press waits for an answer or a leader
/// @param releaseRepeatNs how often a release is repeated until it is seen to have worked
/// @param releaseRepeats how often at most
/// @param preRollNs how much speech from before the grant may go out
public record FloorLimits(
    long leaseNs,
    long renewNs,
    long holderLostNs,
    long mediaEndNs,
    long grantRepeatNs,
    int grantRepeats,
    long talkLimitNs,
    long warningNs,
    long graceNs,
    long revokeRepeatNs,
    long retryAfterNs,
    int queueMax,
    long queueLostNs,
    long queueAliveNs,
    long requestRepeatNs,
    long requestForNs,
    long releaseRepeatNs,
    int releaseRepeats,
    long preRollNs) {

  private static final long MS = 1_000_000;

  public static final FloorLimits DEFAULT =
      new FloorLimits(
          3_000 * MS,
          500 * MS,
          600 * MS,
          4_000 * MS,
          100 * MS,
          8,
          30_000 * MS,
          5_000 * MS,
          1_000 * MS,
          200 * MS,
          1_000 * MS,
          32,
          4_000 * MS,
          1_000 * MS,
          100 * MS,
          1_500 * MS,
          100 * MS,
          3,
          500 * MS);

  public FloorLimits {
    if (renewNs >= leaseNs || warningNs >= talkLimitNs || queueMax < 0) {
      throw new IllegalArgumentException("a lease is renewed and a talker warned in time");
    }
  }
}
