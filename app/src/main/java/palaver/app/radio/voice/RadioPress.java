// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import palaver.net.radio.RadioDriver;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;

/// A node's talk button, as who speaks needs it.
public interface RadioPress {

  /// The button goes down; false when the node is too busy or stops.
  boolean press(int priority, boolean emergency);

  /// The button goes up.
  void release();

  /// There is a frame of the microphone.
  void offered();

  /// The button of a node of protocol v2.
  static RadioPress of(RadioDriver<RadioCommand, RadioEvent> driver) {
    return new RadioPress() {
      @Override
      public boolean press(int priority, boolean emergency) {
        return driver.command(new RadioCommand.Press(priority, emergency));
      }

      @Override
      public void release() {
        driver.command(new RadioCommand.Release());
      }

      @Override
      public void offered() {
        driver.wakeUp();
      }
    };
  }
}
