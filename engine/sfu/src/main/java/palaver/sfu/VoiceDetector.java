// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

/// Tells from audio levels alone when one talker speaks.
///
/// A packet is voiced when its level is 45 -dBov or louder and at least 10 dB above the talker's
/// noise floor. Speaking starts at the first voiced packet and ends 400 ms after the last.
///
/// The noise floor is a slow minimum: a quieter packet lowers it at once, otherwise it rises by
/// 0.25 dB a second. Speech has pauses that keep the floor low; a fan that never pauses becomes the
/// floor. It is never counted as lower than 60 -dBov, where it makes no difference yet.
final class VoiceDetector {

  /// How long after the last voiced packet a talker still speaks.
  static final long HANGOVER_NS = 400_000_000;

  /// How much sound a packet holds; what browsers send.
  static final long PACKET_NS = 20_000_000;

  static final int QUIETEST_DBOV = 127;

  private static final int VOICED_DBOV = 45;
  private static final int ABOVE_FLOOR_DB = 10;
  private static final int MICRO = 1_000_000;
  private static final long ABOVE_FLOOR_UDB = (long) ABOVE_FLOOR_DB * MICRO;
  private static final int FLOOR_LOWEST_UDB = 60 * MICRO;
  private static final long RISE_NS_PER_UDB = 4_000;
  private static final long RISE_NS_MAX = 1_000_000_000;

  private static final int SMOOTHING_PACKETS = 8;

  private long floorUdb = FLOOR_LOWEST_UDB;
  private long lastPacketNs = Long.MIN_VALUE;
  private long lastVoicedNs = Long.MIN_VALUE;
  private boolean speaking;
  private int smoothedUdb = QUIETEST_DBOV * MICRO;

  /// Takes one packet and tells whether it is voiced.
  ///
  /// @param levelDbov its audio level in -dBov, 0 loudest, or a negative number when unknown, which
  ///   counts as silence
  boolean hear(long nowNs, int levelDbov) {
    int level = levelDbov < 0 ? QUIETEST_DBOV : levelDbov;
    moveFloor(nowNs, level);
    smoothedUdb += (level * MICRO - smoothedUdb) / SMOOTHING_PACKETS;
    boolean voiced = level <= VOICED_DBOV && floorUdb - (long) level * MICRO >= ABOVE_FLOOR_UDB;
    if (voiced) {
      lastVoicedNs = nowNs;
    }
    return voiced;
  }

  private void moveFloor(long nowNs, int level) {
    if (lastPacketNs != Long.MIN_VALUE) {
      floorUdb -= Math.min(nowNs - lastPacketNs, RISE_NS_MAX) / RISE_NS_PER_UDB;
    }
    lastPacketNs = nowNs;
    floorUdb = Math.min(FLOOR_LOWEST_UDB, Math.max(floorUdb, (long) level * MICRO));
  }

  /// Whether the talker is speaking as far as it was last said by [#start] and [#end].
  boolean isSpeaking() {
    return speaking;
  }

  /// Notes that speaking starts; false when it had.
  boolean start() {
    boolean changed = !speaking;
    speaking = true;
    return changed;
  }

  /// Notes that speaking ends; false when it had.
  boolean end() {
    boolean changed = speaking;
    speaking = false;
    return changed;
  }

  /// When speaking ends unless a voiced packet comes.
  long endNs() {
    return lastVoicedNs + HANGOVER_NS;
  }

  /// The end of the last voiced packet's sound.
  long voicedUntilNs() {
    return lastVoicedNs + PACKET_NS;
  }

  /// Whether any packet was voiced in the last `periodNs`.
  boolean wasVoicedWithin(long periodNs, long nowNs) {
    return lastVoicedNs != Long.MIN_VALUE && nowNs - lastVoicedNs < periodNs;
  }

  /// When the last voiced packet came; the smallest number when none did.
  long lastVoicedNs() {
    return lastVoicedNs;
  }

  /// How loud the talker has been over the last packets: 0 silent, 127,000,000 loudest.
  int loudness() {
    return QUIETEST_DBOV * MICRO - smoothedUdb;
  }
}
