// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

/// What a run measures, in milliseconds.
public final class Measures {
  public final Samples grantMs = new Samples();
  public final Samples firstFrameMs = new Samples();
  public final Samples lastNodeMs = new Samples();
  public final Samples reelectionMs = new Samples();
  public final Samples healMs = new Samples();

  /// Of listeners whose path from the talker avoids the leader that died.
  public final Samples gapAvoidingMs = new Samples();

  /// Of listeners whose path went over it.
  public final Samples gapThroughMs = new Samples();

  /// To how many a frame goes from whoever talks.
  public final Samples talkerCopies = new Samples();

  /// To how many a frame goes from the leader while another talks.
  public final Samples leaderCopies = new Samples();

  public long presses;
  public long granted;
  public long denied;
}
