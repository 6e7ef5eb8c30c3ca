// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.health;

import java.util.ArrayList;
import java.util.List;

/// How well a node can do its work, and what is in the way.
///
/// @param score 0 to 100
/// @param reasons stable identifiers, the gravest first; none when the score is 100
public record RadioHealth(int score, List<String> reasons) {

  private static final double SLOW_MS = 100;
  private static final double CONCEALED_SHARE = 0.05;

  public RadioHealth {
    reasons = List.copyOf(reasons);
  }

  static RadioHealth of(RadioSnapshot node) {
    Judgement judgement = new Judgement();
    judgement.hold("put-out", node.troubles().putOut(), 100);
    channel(node, judgement);
    boolean nobody = node.aliveCount() <= 1;
    judgement.hold("members-away", node.troubles().membersAway() && !nobody, 20);
    judgement.hold("sound-missing", node.concealedShare() > CONCEALED_SHARE, 20);
    judgement.hold("voice-forged", node.troubles().voiceForged(), 20);
    judgement.hold("leader-far", node.roundTripMs() > SLOW_MS, 10);
    boolean full = node.figures().droppedFull() * 100 > node.figures().sent();
    judgement.hold("send-buffer-full", full, 10);
    judgement.hold("not-kept", node.notKept() > 0, 10);
    judgement.hold("defects", node.figures().failures() > 0, 10);
    judgement.hold("old-devices", node.troubles().oldDevices(), 5);
    return judgement.health();
  }

  private static void channel(RadioSnapshot node, Judgement judgement) {
    boolean led = node.leader() != null;
    boolean nobody = node.aliveCount() <= 1;
    judgement.hold("nobody-heard", !led && nobody, 60);
    judgement.hold("no-leader", !led && !nobody, 50);
    judgement.hold("leader-silent", led && node.state().equals("suspecting"), 30);
  }

  /// Collects what is held against a node.
  private static final class Judgement {
    private final List<String> reasons = new ArrayList<>();
    private int score = 100;

    void hold(String reason, boolean applies, int cost) {
      if (applies) {
        reasons.add(reason);
        score -= cost;
      }
    }

    RadioHealth health() {
      return new RadioHealth(Math.max(0, score), reasons);
    }
  }
}
