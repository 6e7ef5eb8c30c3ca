// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sound devices of a machine: 48 kHz, 16 bits, one channel.
public interface SoundSystem {

  /// What is there now, as far as the system tells.
  List<SoundDevice> devices();

  /// Opens a device.
  ///
  /// @param name the device's name or a part of it, in any case; null for what the system uses
  SoundLine open(SoundDevice.Kind kind, @Nullable String name) throws SoundUnavailableException;
}
