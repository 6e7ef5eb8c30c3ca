// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

/// What a run measures, in milliseconds.
public final class Measures {
  public final Samples grantMs = new Samples();
  public final Samples firstFrameMs = new Samples();
  public final Samples lastNodeMs = new Samples();
  public final Samples reelectionMs = new Samples();
  public final Samples healMs = new Samples();
  public final Samples handOverGapMs = new Samples();
  public final Samples lossPermille = new Samples();
  public long presses;
  public long granted;
  public long denied;

  void addAll(Measures other) {
    grantMs.addAll(other.grantMs);
    firstFrameMs.addAll(other.firstFrameMs);
    lastNodeMs.addAll(other.lastNodeMs);
    reelectionMs.addAll(other.reelectionMs);
    healMs.addAll(other.healMs);
    handOverGapMs.addAll(other.handOverGapMs);
    lossPermille.addAll(other.lossPermille);
    presses += other.presses;
    granted += other.granted;
    denied += other.denied;
  }
}
