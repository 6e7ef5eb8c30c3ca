// SPDX-License-Identifier: Apache-2.0
package palaver.audio.session;

import palaver.audio.codec.OpusSettings;

/// What a voice session is told.
public sealed interface VoiceCommand {

  /// Run, with the peer at `address`. Only from [VoiceState#INIT].
  record Start(int address) implements VoiceCommand {}

  /// Encode by other settings from the next frame on; nothing happens when the codec is not Opus.
  record Adjust(OpusSettings settings) implements VoiceCommand {}

  /// Make encoder and decoder anew, as after a change of devices.
  record RenewCodecs() implements VoiceCommand {}

  /// End. Harmless when it is over already.
  record Close() implements VoiceCommand {}
}
