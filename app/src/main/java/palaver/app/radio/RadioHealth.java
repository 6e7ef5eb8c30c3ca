// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.ArrayList;
import java.util.List;

/// How well a node can do its work, and what is in the way.
///
/// @param score 0 to 100
/// @param reasons stable identifiers, the gravest first; none when the score is 100
record RadioHealth(int score, List<String> reasons) {

  private static final double SLOW_MS = 100;
  private static final double CONCEALED_SHARE = 0.05;

  RadioHealth {
    reasons = List.copyOf(reasons);
  }

  static RadioHealth of(RadioSnapshot node) {
    List<String> reasons = new ArrayList<>();
    int score = 100;
    if (node.leader() == null) {
      boolean nobody = node.aliveCount() <= 1;
      reasons.add(nobody ? "nobody-heard" : "no-leader");
      score -= nobody ? 60 : 50;
    } else if (node.state().equals("suspecting")) {
      reasons.add("leader-silent");
      score -= 30;
    }
    if (node.concealedShare() > CONCEALED_SHARE) {
      reasons.add("sound-missing");
      score -= 20;
    }
    if (node.roundTripMs() > SLOW_MS) {
      reasons.add("leader-far");
      score -= 10;
    }
    if (node.figures().droppedFull() * 100 > node.figures().sent()) {
      reasons.add("send-buffer-full");
      score -= 10;
    }
    if (node.notKept() > 0) {
      reasons.add("not-kept");
      score -= 10;
    }
    if (node.figures().failures() > 0) {
      reasons.add("defects");
      score -= 10;
    }
    return new RadioHealth(Math.max(0, score), reasons);
  }
}
