// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.concurrent.TimeUnit;

/// Makes a talk button of a terminal's key. A terminal tells of no key that comes up, only that a
/// key which is held is repeated. So one stroke switches talking on and the next one off, and a key
/// that is repeated counts as held until its repetition ends.
final class KeyHold {

  /// Until a held key is repeated for the first time it takes so long at most.
  private static final long FIRST_REPEAT_NS = TimeUnit.MILLISECONDS.toNanos(700);

  /// From then on it is repeated at least so often.
  private static final long REPEAT_NS = TimeUnit.MILLISECONDS.toNanos(250);

  private boolean down;
  private boolean held;
  private long lastNs;

  /// Whether the button is down.
  boolean isDown() {
    return down;
  }

  /// The key was struck, or is repeated.
  void stroke(long nowNs) {
    long sinceNs = nowNs - lastNs;
    lastNs = nowNs;
    if (!down) {
      down = true;
      held = false;
    } else if (sinceNs <= FIRST_REPEAT_NS) {
      held = true;
    } else {
      down = false;
    }
  }

  /// Time has passed.
  void tick(long nowNs) {
    if (held && nowNs - lastNs > REPEAT_NS) {
      letGo();
    }
  }

  /// The button comes up, whatever the key does.
  void letGo() {
    down = false;
    held = false;
  }
}
