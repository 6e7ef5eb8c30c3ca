// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// The Java virtual machine's devices, whichever this machine has. Sound through real lines is
/// tested by `proof/browser`, with a sound server of its own.
final class JavaSoundTest {

  @Test
  void aNameThatNoDeviceHasIsSaidInOneLine() {
    for (SoundDevice.Kind kind : SoundDevice.Kind.values()) {
      assertThatThrownBy(() -> new JavaSound().open(kind, "no such device"))
          .isInstanceOf(SoundUnavailableException.class)
          .hasMessageContaining("is called no such device");
    }
  }

  @Test
  void everyListedDeviceHasANameToChooseItBy() {
    assertThat(new JavaSound().devices()).allMatch(device -> !device.name().isBlank());
  }
}
