// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;

/// [RadioDriver.Hooks] of nodes that take a [RadioCommand].
public interface RadioNodeHooks extends RadioDriver.Hooks<RadioCommand, RadioEvent> {

  @Override
  default RadioCommand resumed(long gapNs) {
    return new RadioCommand.Resumed(gapNs);
  }

  @Override
  default RadioCommand wallClock(long epochMs) {
    return new RadioCommand.WallClock(epochMs);
  }
}
