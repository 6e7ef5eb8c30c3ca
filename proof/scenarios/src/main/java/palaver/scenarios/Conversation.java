// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import palaver.radio.RadioCommand;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsValues;

/// What the people of a venue do besides talking: they write, and their operator changes settings.
final class Conversation {
  /// The node whose person may change settings.
  static final int OPERATOR = 2;

  private static final long SECOND = 1_000 * Venue.MS;

  /// What the operator changes: nothing that the rules of a run depend on.
  private static final List<Setting> SETTINGS =
      List.of(Setting.BITRATE, Setting.QUEUE_MAX, Setting.JOIN_BY_INVITE, Setting.DTX);

  private final Venue venue;
  private final RandomGenerator random;

  Conversation(Venue venue) {
    this.venue = venue;
    random = venue.simulation().fork();
  }

  /// Somebody writes something.
  void write() {
    Person person = venue.person(random.nextInt(venue.people().size()));
    if (person.isUp()) {
      person.machine.command(new RadioCommand.Say("text " + random.nextInt(1_000)));
    }
  }

  /// The operator wants another setting.
  void change() {
    Person person = venue.person(OPERATOR);
    Setting setting = SETTINGS.get(random.nextInt(SETTINGS.size()));
    int value = setting.min() + random.nextInt(setting.max() - setting.min() + 1);
    if (person.isUp()) {
      person.machine.command(
          new RadioCommand.ChangeSettings(List.of(new SettingsValues.Change(setting, value))));
    }
  }

  /// A text every five seconds and a change each half minute, for as long as the run goes.
  void goOn() {
    venue.simulation().every(5 * SECOND, this::write);
    venue.simulation().every(30 * SECOND, this::change);
  }

  /// Up to `most` after the last.
  long pause(long most) {
    return 100 * Venue.MS + random.nextLong(most);
  }

  /// Whether all nodes that run have the same settings and keep the same texts.
  boolean isCommonToAll() {
    Person first = null;
    for (Person person : venue.people()) {
      if (person.isUp()) {
        first = first == null ? person : first;
        boolean same =
            Objects.equals(first.radio().settingsVersion(), person.radio().settingsVersion())
                && first.radio().textsDigest() == person.radio().textsDigest();
        if (!same) {
          return false;
        }
      }
    }
    return true;
  }
}
