// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import palaver.app.console.AdminConsole;
import palaver.app.console.ConsoleAnswer;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsRecord;
import palaver.radio.settings.SettingsValues;
import palaver.radio.settings.SettingsValues.Change;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsMessage;
import tools.jackson.databind.JsonNode;

/// Texts and settings of the channel, for `palaver radio`.
final class RadioChannelDesk {

  private final RadioStation station;

  RadioChannelDesk(RadioStation station) {
    this.station = station;
  }

  void register(AdminConsole console) {
    console.register("say", this::say);
    console.register("texts", _ -> new ConsoleAnswer(true, station.facts().texts(), List.of()));
    console.register("settings.get", this::get);
    console.register("settings.set", this::set);
    console.register("settings.history", _ -> new ConsoleAnswer(true, history(), List.of()));
    console.register("settings.rollback", this::rollback);
  }

  private ConsoleAnswer say(JsonNode arguments) {
    try {
      return switch (station.ask(new RadioCommand.Say(arguments.path("text").asString("")))) {
        case RadioEvent.TextKept(_, int copies) ->
            ConsoleAnswer.done("Kept by " + copies + (copies == 1 ? " node." : " nodes."));
        case RadioEvent.TextRefused(_, var why) -> ConsoleAnswer.refused(words(why));
        case null, default ->
            ConsoleAnswer.refused("no answer yet; it is sent when there is a leader");
      };
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return ConsoleAnswer.refused("the node stops");
    }
  }

  static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String name(Setting setting) {
    return setting.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static @Nullable Setting setting(String name) {
    for (Setting setting : Setting.values()) {
      if (name(setting).equals(name)) {
        return setting;
      }
    }
    return null;
  }

  private ConsoleAnswer get(JsonNode arguments) {
    List<String> wanted = new ArrayList<>();
    arguments.path("names").forEach(name -> wanted.add(name.asString("")));
    boolean all = wanted.isEmpty();
    SettingsValues values = station.facts().settings();
    List<String> lines = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      if (all || wanted.remove(name(setting))) {
        lines.add(name(setting) + "=" + values.value(setting));
      }
    }
    return new ConsoleAnswer(
        wanted.isEmpty(),
        lines,
        wanted.isEmpty() ? List.of() : List.of("no setting is called " + wanted.getFirst()));
  }

  private ConsoleAnswer set(JsonNode arguments) {
    List<Change> changes = new ArrayList<>();
    for (JsonNode each : arguments.path("changes")) {
      String[] sides = each.asString("").split("=", 2);
      Setting setting = setting(sides[0]);
      if (setting == null || sides.length < 2 || !sides[1].matches("-?[0-9]{1,9}")) {
        return ConsoleAnswer.refused("no setting with a number: " + each.asString(""));
      }
      changes.add(new Change(setting, Integer.parseInt(sides[1])));
    }
    return change(changes);
  }

  /// A line for each version, oldest first: number, why it exists, what it changed.
  private List<String> history() {
    List<String> lines = new ArrayList<>();
    SettingsValues before = SettingsValues.initial();
    for (SettingsRecord version : station.facts().settingsVersions()) {
      List<String> changed =
          version.values().changesFrom(before).stream()
              .map(change -> name(change.setting()) + "=" + change.value())
              .toList();
      String author =
          version.author().equals(NodeId.NONE)
              ? ""
              : " by " + station.facts().name(version.author());
      lines.add(
          version.version().number()
              + "  "
              + words(version.kind())
              + author
              + ": "
              + String.join(" ", changed));
      before = version.values();
    }
    return lines;
  }

  /// An earlier version holds again, as a change like any other.
  private ConsoleAnswer rollback(JsonNode arguments) {
    long number = arguments.path("number").asLong(-1);
    SettingsValues wanted = number == 0 ? SettingsValues.initial() : null;
    for (SettingsRecord version : station.facts().settingsVersions()) {
      wanted = version.version().number() == number ? version.values() : wanted;
    }
    if (wanted == null) {
      return ConsoleAnswer.refused("no version has the number " + number);
    }
    List<Change> changes = wanted.changesFrom(station.facts().settings());
    return changes.isEmpty() ? ConsoleAnswer.done("That holds already.") : change(changes);
  }

  private ConsoleAnswer change(List<Change> changes) {
    if (!station.facts().isOperator()) {
      return ConsoleAnswer.refused("this device is no operator of the channel");
    }
    try {
      return station.ask(new RadioCommand.ChangeSettings(changes))
                  instanceof RadioEvent.SettingsAnswered(var outcome, _)
              && outcome != SettingsMessage.Outcome.OTHER
          ? answer(outcome)
          : ConsoleAnswer.refused("no answer: there is no leader, or another change is under way");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return ConsoleAnswer.refused("the node stops");
    }
  }

  private static ConsoleAnswer answer(SettingsMessage.Outcome outcome) {
    boolean taken =
        outcome == SettingsMessage.Outcome.APPLIED || outcome == SettingsMessage.Outcome.STORED;
    return taken ? ConsoleAnswer.done("Taken.") : ConsoleAnswer.refused(words(outcome));
  }
}
