// SPDX-License-Identifier: Apache-2.0
package palaver.audio.session;

import palaver.audio.activity.Activity;

/// What a voice session tells.
public sealed interface VoiceEvent {

  /// It has come to `state`.
  record StateChanged(VoiceState state) implements VoiceEvent {}

  /// The own speech began or ended, by the gate.
  ///
  /// @param levelDbfs how loud the last 10 ms were
  record ActivityChanged(Activity activity, double levelDbfs) implements VoiceEvent {}
}
