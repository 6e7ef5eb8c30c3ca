// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Whose the node's one way to speak is at the moment: its own button's, a recording's, or that of
/// one of its handsets. Any thread.
public final class RadioTurn {

  private final AtomicReference<@Nullable RadioTalker> now = new AtomicReference<>();
  private volatile @Nullable RadioTalker last;

  /// Takes it; null when it is the caller's now, else whose it is.
  public @Nullable RadioTalker take(RadioTalker talker) {
    RadioTalker other = now.compareAndExchange(null, talker);
    if (other == null) {
      last = talker;
    }
    return other;
  }

  /// Gives it back; nothing happens when it is somebody else's.
  public void leave(RadioTalker talker) {
    now.compareAndSet(talker, null);
  }

  /// Whose it is, null when nobody's.
  public @Nullable RadioTalker now() {
    return now.get();
  }

  /// Whose it was last: what the node says about its press is about them.
  public @Nullable RadioTalker last() {
    return last;
  }
}
