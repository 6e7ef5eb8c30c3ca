// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import palaver.floor.ParticipantState;

/// Who uses the node's one way to speak at the moment.
interface RadioTalker {

  /// The node shows something else about its press. On the node's thread; it must be quick.
  void onState(ParticipantState next);
}
