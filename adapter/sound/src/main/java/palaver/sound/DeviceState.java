// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

/// Whether a device is in use.
public sealed interface DeviceState {

  /// It works.
  ///
  /// @param name what its owner calls it
  record Open(String name) implements DeviceState {}

  /// It does not; it is tried again every second.
  ///
  /// @param device the name that was asked for, or that of the device itself; empty when it matters
  ///   to none
  record Missing(Cause cause, String device) implements DeviceState {}

  /// Why a device is missing. The names are stable identifiers in small letters.
  enum Cause {
    /// It is being opened for the first time.
    OPENING("it is being opened"),
    /// The program was started without sound.
    OFF("sound is off"),
    /// The machine has no device of the kind.
    NONE("this machine has none"),
    /// None has the name that was asked for.
    UNKNOWN_NAME("none is called %s"),
    /// It was there, and is not any more.
    UNPLUGGED("%s was unplugged"),
    /// It is there and cannot be opened: another program has it, or it cannot do 48 kHz.
    UNUSABLE("%s cannot be opened"),
    /// The sound system itself failed.
    FAILED("the sound system failed");

    private final String words;

    Cause(String words) {
      this.words = words;
    }

    /// One line for people who read logs and terminals.
    public String words(String device) {
      return words.replace("%s", device);
    }
  }
}
