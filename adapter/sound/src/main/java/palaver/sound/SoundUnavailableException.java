// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

import org.jspecify.annotations.Nullable;

/// A device could not be opened.
public final class SoundUnavailableException extends Exception {
  private static final long serialVersionUID = 1;

  private final DeviceState.Cause why;
  private final String device;

  /// @param device which one, or what was asked for; empty when that does not matter
  public SoundUnavailableException(
      DeviceState.Cause why, String device, @Nullable Throwable cause) {
    super(why.words(device), cause);
    this.why = why;
    this.device = device;
  }

  /// What there is instead of the device.
  public DeviceState.Missing state() {
    return new DeviceState.Missing(why, device);
  }
}
