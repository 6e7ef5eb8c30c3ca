// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.List;
import palaver.net.radio.RadioClocks;
import palaver.net.radio.RadioDriver;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.radio.RadioNode;
import palaver.radio.settings.SettingsRecord;
import palaver.radio.settings.SettingsValues;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.wire.radio.NodeId;

/// What the channel has agreed on, as a running node knows it: settings, texts and members.
final class RadioChannelFacts {

  private final RadioDriver<RadioCommand, RadioEvent> driver;
  private final RadioNode node;
  private final Membership membership;
  private final NodeId self;
  private final RadioClocks clocks;

  RadioChannelFacts(
      RadioDriver<RadioCommand, RadioEvent> driver,
      RadioNode node,
      Membership membership,
      NodeId self,
      RadioClocks clocks) {
    this.driver = driver;
    this.node = node;
    this.membership = membership;
    this.self = self;
    this.clocks = clocks;
  }

  /// Whether this device is an operator now.
  boolean isOperator() {
    return RadioStation.answered(driver.ask(_ -> membership.isOperator(self, clocks.epochMs())));
  }

  /// The name of a member, or its number where it has none.
  String name(NodeId of) {
    MemberEntry entry = membership.entry(of);
    return entry == null || entry.name().isEmpty() ? of.toString() : entry.name();
  }

  /// The texts that the node keeps, oldest first, each with who wrote it.
  List<String> texts() {
    return RadioStation.answered(
        driver.ask(_ ->
            node.texts().stream()
                .map(text -> name(text.id().author()) + ": " + text.text())
                .toList()));
  }

  /// What the channel has set.
  SettingsValues settings() {
    return RadioStation.answered(driver.ask(_ -> node.settings()));
  }

  /// The versions of the settings, oldest first.
  List<SettingsRecord> settingsVersions() {
    return RadioStation.answered(driver.ask(_ -> node.settingsVersions()));
  }
}
