// SPDX-License-Identifier: Apache-2.0
package palaver.radio.v1;

/// Whose sound a node of protocol v1 plays: of the one who took the floor last, and of somebody
/// else only when that one has been silent. Numbers the frames by the time at which they come.
final class V1Hearing {
  private static final int NOBODY = -1;
  private static final long FRAME_NS = 20_000_000L;

  /// Frames that come closer together than this follow on each other.
  private static final long PAUSE_NS = 100_000_000L;

  private static final long SILENT_NS = 1_000_000_000L;

  private final V1Ear ear;
  private int talker = NOBODY;
  private long burst;
  private long sequence;
  private long lastNs;
  private boolean ended = true;

  V1Hearing(V1Ear ear) {
    this.ear = ear;
  }

  /// Somebody says that it talks from now on.
  void taken(long nowNs, int by) {
    if (by != talker) {
      end(nowNs);
      talker = by;
    }
    lastNs = nowNs;
  }

  /// It says that it stopped.
  void released(long nowNs, int by) {
    if (by == talker) {
      end(nowNs);
      talker = NOBODY;
    }
  }

  /// Sound comes; whether it is played.
  boolean frame(long nowNs, int from, byte[] bytes, int at, int length) {
    if (from != talker) {
      if (talker != NOBODY && nowNs - lastNs < SILENT_NS) {
        return false;
      }
      taken(nowNs, from);
    }
    if (ended) {
      ended = false;
      burst++;
      sequence = 0;
    } else {
      long pausedNs = nowNs - lastNs;
      sequence += pausedNs < PAUSE_NS ? 1 : pausedNs / FRAME_NS;
    }
    lastNs = nowNs;
    ear.frame(nowNs, burst, sequence, bytes, at, length);
    return true;
  }

  private void end(long nowNs) {
    if (!ended) {
      ended = true;
      ear.frame(nowNs, burst, sequence + 1, new byte[0], 0, 0);
    }
  }
}
