// SPDX-License-Identifier: Apache-2.0
package palaver.radio.v1;

/// What a node of protocol v1 counts. Each only grows.
public final class V1Counters {
  long malformed;
  long framesPlayed;
  long framesIgnored;

  /// Packets that are none of v1, or more of them than anybody sends.
  public long malformed() {
    return malformed;
  }

  /// Frames that were given to be heard.
  public long framesPlayed() {
    return framesPlayed;
  }

  /// Frames of one who talked while another had the floor.
  public long framesIgnored() {
    return framesIgnored;
  }
}
