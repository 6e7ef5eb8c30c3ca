// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

/// In which order those who wait are served. Emergencies always come first.
///
/// @param priorityLanes whether a higher priority is served before a lower one; otherwise all wait
///   in one line
/// @param fair whether, within a lane, who talked least of late comes first; otherwise who asked
///   first
public record FloorPolicy(boolean priorityLanes, boolean fair) {

  /// First come, first served.
  public static final FloorPolicy FIFO = new FloorPolicy(false, false);

  public static final FloorPolicy LANES = new FloorPolicy(true, false);

  public static final FloorPolicy FAIR = new FloorPolicy(false, true);
}
