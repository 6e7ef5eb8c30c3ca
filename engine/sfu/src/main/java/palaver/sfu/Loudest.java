// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import org.jspecify.annotations.Nullable;

/// The few loudest of one room, who alone are forwarded while the engine sheds.
///
/// A talker takes the place of one who is 3 dB quieter; who has not been voiced for 400 ms counts
/// as silent.
final class Loudest {
  private static final int HYSTERESIS = 3_000_000;

  private @Nullable Talker[] members = new @Nullable Talker[0];

  /// Sets how many are let through; whoever was let through has to qualify again.
  void limit(int talkersMax) {
    for (Talker member : members) {
      if (member != null) {
        member.loudestAt = Talker.NOWHERE;
      }
    }
    members = new @Nullable Talker[talkersMax];
  }

  /// Whether a packet of `talker` may pass. It may take the place of a quieter one.
  boolean admits(long nowNs, Talker talker) {
    if (talker.loudestAt != Talker.NOWHERE) {
      return true;
    }
    int at = quietest(nowNs);
    Talker holder = members[at];
    if (holder != null) {
      if (loudness(nowNs, talker) < loudness(nowNs, holder) + HYSTERESIS) {
        return false;
      }
      holder.loudestAt = Talker.NOWHERE;
    }
    members[at] = talker;
    talker.loudestAt = at;
    return true;
  }

  private int quietest(long nowNs) {
    int at = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < members.length; i++) {
      Talker member = members[i];
      if (member == null) {
        return i;
      }
      int loudness = loudness(nowNs, member);
      if (loudness < least) {
        least = loudness;
        at = i;
      }
    }
    return at;
  }

  private static int loudness(long nowNs, Talker talker) {
    boolean speaks = talker.voice.wasVoicedWithin(VoiceDetector.HANGOVER_NS, nowNs);
    return speaks ? talker.voice.loudness() : 0;
  }

  /// Forgets `talker`, who leaves or is silenced.
  void remove(Talker talker) {
    if (talker.loudestAt != Talker.NOWHERE) {
      members[talker.loudestAt] = null;
      talker.loudestAt = Talker.NOWHERE;
    }
  }
}
