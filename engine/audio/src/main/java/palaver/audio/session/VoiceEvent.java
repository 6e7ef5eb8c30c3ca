// SPDX-License-Identifier: Apache-2.0
package palaver.audio.session;

/// What a voice session tells.
public sealed interface VoiceEvent {

  /// It has come to `state`.
  record StateChanged(VoiceState state) implements VoiceEvent {}
}
