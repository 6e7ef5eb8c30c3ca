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
  /// @param why one line for people
  record Missing(String why) implements DeviceState {}
}
