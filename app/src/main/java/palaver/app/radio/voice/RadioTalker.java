// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import palaver.floor.ParticipantState;

/// Who uses the node's one way to speak at the moment.
public interface RadioTalker {

  /// The node shows something else about its press. On the node's thread; it must be quick.
  void onState(ParticipantState next);

  /// Why nobody else of this node can talk meanwhile.
  RadioButton.Refusal meanwhile();

  /// What people call a handset; empty when it is the node itself.
  default String handset() {
    return "";
  }
}
