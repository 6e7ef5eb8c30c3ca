// SPDX-License-Identifier: Apache-2.0
package palaver.audio.activity;

/// Hears of each change between speech and silence.
@FunctionalInterface
public interface ActivityListener {

  /// The detector changed its mind with the hop that ended `hop` hops of 10 ms after its start.
  ///
  /// @param levelDbfs level of that hop
  /// @param noiseFloorDbfs what the detector takes for the level of the background
  void onChange(Activity activity, long hop, double levelDbfs, double noiseFloorDbfs);
}
