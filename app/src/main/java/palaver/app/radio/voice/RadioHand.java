// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import org.jspecify.annotations.Nullable;

/// What a page presses: the node's own button, or that of the handset that it is.
public interface RadioHand {

  /// Somebody presses; why that has no effect, or null.
  RadioButton.@Nullable Refusal press(boolean emergency);

  /// Somebody lets go, or never held it.
  void release();

  /// Whether what the node says about a press of `talker` is about this page's own.
  boolean isOf(RadioTalker talker);
}
