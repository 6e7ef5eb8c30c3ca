// SPDX-License-Identifier: Apache-2.0
package palaver.audio.session;

/// Where a voice session is in its life: forward only.
public enum VoiceState {
  /// Made, and no peer known: what is said is not sent.
  INIT,
  /// Sends and receives.
  RUNNING,
  /// Over, its codecs freed.
  CLOSED
}
