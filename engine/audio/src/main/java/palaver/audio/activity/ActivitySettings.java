// SPDX-License-Identifier: Apache-2.0
package palaver.audio.activity;

/// When an [ActivityDetector] calls sound speech. Levels are root mean squares in dB relative to
/// full scale: a full square wave has 0 dBFS, a full sine -3.
///
/// @param energyThresholdDbfs below this nothing is speech
/// @param speechFrames how many hops of 10 ms in a row must be loud before it is speech
/// @param silenceFrames how many in a row must be quiet before it is silence
/// @param hangoverFrames how many hops speech goes on after that, so that ends of words are not cut
/// @param aboveNoiseDb how far above the noise floor speech must be; 0 switches the floor off
/// @param spectral whether steady noise is told from speech by its spectrum, too
public record ActivitySettings(
    double energyThresholdDbfs,
    int speechFrames,
    int silenceFrames,
    int hangoverFrames,
    double aboveNoiseDb,
    boolean spectral) {

  /// Three hops each way (so 30 ms to notice speech), 200 ms of hangover, floor and spectrum used.
  public static final ActivitySettings DEFAULT = new ActivitySettings(-45, 3, 3, 17, 9, true);

  /// Nothing but the level against a threshold.
  public static final ActivitySettings ENERGY_ONLY = new ActivitySettings(-45, 3, 3, 0, 0, false);

  public ActivitySettings {
    if (energyThresholdDbfs > 0 || energyThresholdDbfs < -96) {
      throw new IllegalArgumentException("a threshold lies between -96 and 0 dBFS");
    }
    if (speechFrames < 1 || silenceFrames < 1 || hangoverFrames < 0 || aboveNoiseDb < 0) {
      throw new IllegalArgumentException("a change takes at least one hop");
    }
  }

  /// The same with another threshold.
  public ActivitySettings withEnergyThreshold(double dbfs) {
    return new ActivitySettings(
        dbfs, speechFrames, silenceFrames, hangoverFrames, aboveNoiseDb, spectral);
  }
}
