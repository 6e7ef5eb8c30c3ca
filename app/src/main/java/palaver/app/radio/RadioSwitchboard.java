// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.io.IOException;
import palaver.app.radio.RadioSwitches.Part;
import palaver.audio.codec.OpusSettings;
import palaver.net.radio.RadioDriver;
import palaver.radio.Feature;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.radio.RadioNode;
import palaver.radio.settings.SettingsValues;
import tools.jackson.databind.node.ObjectNode;

/// Does what the switches of a node say.
final class RadioSwitchboard {

  private final RadioSwitches switches;
  private final RadioDriver<RadioCommand, RadioEvent> driver;
  private final RadioNode node;
  private final RadioVoice voice;
  private volatile OpusSettings encoding = RadioEncoding.of(SettingsValues.initial());

  RadioSwitchboard(
      RadioSwitches switches,
      RadioDriver<RadioCommand, RadioEvent> driver,
      RadioNode node,
      RadioVoice voice) {
    this.switches = switches;
    this.driver = driver;
    this.node = node;
    this.voice = voice;
  }

  /// The node has started: what an earlier run had switched off is off.
  void begin() {
    for (Part part : Part.values()) {
      if (!switches.isOn(part)) {
        apply(part, false);
      }
    }
  }

  boolean isOn(Part part) {
    return switches.isOn(part);
  }

  /// Switches a part of this node and keeps that.
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
      case CENTRAL_SETTINGS -> driver.offer((_, _) -> onSettings(node.settings()));
      case ELECTION, RELAY -> {}
    }
  }

  /// The channel has set something.
  void onSettings(SettingsValues set) {
    boolean central = switches.isOn(Part.CENTRAL_SETTINGS);
    encoding = RadioEncoding.of(central ? set : SettingsValues.initial());
  }

  /// How the microphone is encoded now.
  OpusSettings encoding() {
    return encoding;
  }

  /// How the node is, as `status --json` says it.
  String statusJson(RadioSnapshot snapshot) {
    ObjectNode all = snapshot.jsonNode();
    ObjectNode parts = all.putObject("switches").put("protocol_v2", true);
    for (Part part : Part.values()) {
      parts.put(part.shown().replace('-', '_'), switches.isOn(part));
    }
    return all.toString();
  }
}
