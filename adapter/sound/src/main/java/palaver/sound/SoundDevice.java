// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

/// A microphone or a speaker of this machine.
///
/// @param name what people choose it by
/// @param description what the system says of it, perhaps empty
public record SoundDevice(Kind kind, String name, String description) {

  /// What a device is for.
  public enum Kind {
    MICROPHONE,
    SPEAKER
  }
}
