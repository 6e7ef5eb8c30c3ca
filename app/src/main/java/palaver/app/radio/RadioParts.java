// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.io.IOException;
import palaver.app.radio.entrance.RadioEncoding;
import palaver.app.radio.entrance.RadioSwitches;
import palaver.app.radio.entrance.RadioSwitches.Part;
import palaver.app.radio.voice.RadioVoice;
import palaver.audio.codec.OpusSettings;
import palaver.net.radio.RadioDriver;
import palaver.radio.Feature;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.radio.RadioNode;
import palaver.radio.settings.SettingsValues;

/// The parts of a running node that may be switched off, and what follows from it: what the engine
/// does, how voice is played, and whose settings the encoder has.
final class RadioParts {
  private final RadioSwitches switches;
  private final RadioDriver<RadioCommand, RadioEvent> driver;
  private final RadioNode node;
  private final RadioVoice voice;
  private volatile OpusSettings encoding = RadioEncoding.of(SettingsValues.initial());

  RadioParts(
      RadioSwitches switches,
      RadioDriver<RadioCommand, RadioEvent> driver,
      RadioNode node,
      RadioVoice voice) {
    this.switches = switches;
    this.driver = driver;
    this.node = node;
    this.voice = voice;
  }

  /// The node has started: what was switched off before is off again.
  void start() {
    for (Part part : Part.values()) {
      if (!switches.isOn(part)) {
        apply(part, false);
      }
    }
  }

  /// Switches a part, for good.
  void flip(Part part, boolean on) throws IOException {
    switches.set(part, on);
    apply(part, on);
  }

  private void apply(Part part, boolean on) {
    Feature feature = part.feature();
    if (feature != null) {
      driver.command(new RadioCommand.Switch(feature, on));
    }
    switch (part) {
      case AUDIO_PIPELINE -> voice.adaptive(on);
      case CENTRAL_SETTINGS ->
          RadioStation.answered(
              driver.ask(_ -> {
                onSettings(node.settings());
                return true;
              }));
      case PROTOCOL_V2, ELECTION, RELAY -> {}
    }
  }

  /// What the channel has set now; only the node's thread says so.
  void onSettings(SettingsValues set) {
    boolean central = switches.isOn(Part.CENTRAL_SETTINGS);
    encoding = RadioEncoding.of(central ? set : SettingsValues.initial());
  }

  /// How this node's voice is encoded.
  OpusSettings encoding() {
    return encoding;
  }
}
