// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import palaver.app.console.AdminConsole;
import palaver.app.console.ConsoleAnswer;
import palaver.app.radio.entrance.JoinToken;
import palaver.app.radio.entrance.RadioHome;
import palaver.app.radio.health.RadioSnapshot;
import palaver.app.radio.voice.SoundFiles;
import palaver.trust.member.DeviceKeys;
import palaver.trust.member.Rights;
import tools.jackson.databind.JsonNode;

/// What the commands of `palaver radio` ask of the running node.
final class RadioDesk {

  private static final int DAYS_MAX = 3_650;
  private static final int NAME_BYTES_MAX = 64;
  private static final int PRIORITY_MAX = 255;

  private final RadioStation station;

  RadioDesk(RadioStation station) {
    this.station = station;
  }

  /// The console with all commands.
  AdminConsole console() {
    AdminConsole console = new AdminConsole();
    console.register("status", this::status);
    console.register("members", _ -> members());
    console.register("allow", this::allow);
    console.register("talk", this::talk);
    console.register("listen", this::listen);
    new RadioDoorDesk(station).register(console);
    new RadioChannelDesk(station).register(console);
    new HandsetDesk(station).register(console);
    new RadioDiagnosisDesk(station).register(console);
    new RadioSwitchDesk(station.ground(), station.parts()).register(console);
    return console;
  }

  private ConsoleAnswer status(JsonNode arguments) {
    RadioSnapshot node = station.snapshot();
    boolean json = arguments.path("json").asBoolean(false);
    return new ConsoleAnswer(
        true, json ? List.of(station.statusJson(node)) : node.text(), List.of());
  }

  private ConsoleAnswer members() {
    List<String> lines = new ArrayList<>();
    for (RadioSnapshot.Member member : station.snapshot().members()) {
      String there = member.alive() ? "there" : "away";
      lines.add(
          member.line().node()
              + "  "
              + there
              + "  "
              + rights(member.rights())
              + "  "
              + member.line().name());
    }
    return new ConsoleAnswer(true, lines, List.of());
  }

  private static String rights(Rights rights) {
    if (!rights.has(Rights.TALK)) {
      return "listens";
    }
    return rights.has(Rights.EMERGENCY) ? "talks, interrupts" : "talks";
  }

  private ConsoleAnswer allow(JsonNode arguments) {
    DeviceKeys keys = RadioHome.keys(arguments.path("keys").asString("").strip());
    String name = arguments.path("name").asString("");
    int days = arguments.path("days").asInt(0);
    int priority = arguments.path("priority").asInt(0);
    if (keys == null) {
      return ConsoleAnswer.refused("these are no keys; `palaver radio device` prints them there");
    }
    int nameBytes = name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    if (name.isBlank() || nameBytes > NAME_BYTES_MAX) {
      return ConsoleAnswer.refused("--name has 1 to 64 bytes");
    }
    if (days < 1 || days > DAYS_MAX || priority < 0 || priority > PRIORITY_MAX) {
      return ConsoleAnswer.refused("--days is 1 to 3650, --priority 0 to 255");
    }
    if (!station.facts().isOperator()) {
      return ConsoleAnswer.refused("this device is no operator of the channel");
    }
    int roles = Rights.LEAD;
    roles |= arguments.path("listen_only").asBoolean(false) ? 0 : Rights.TALK;
    roles |= arguments.path("emergency").asBoolean(false) ? Rights.EMERGENCY : 0;
    // An operator's word never outlives its own certificate.
    long untilMs = System.currentTimeMillis() + TimeUnit.DAYS.toMillis(days);
    JoinToken token = station.passes().admit(keys, name, new Rights(roles, priority), untilMs);
    return new ConsoleAnswer(
        true, List.of(token.text()), List.of("Allowed " + keys.node() + " as " + name + "."));
  }

  private ConsoleAnswer talk(JsonNode arguments) {
    long waitNs = TimeUnit.SECONDS.toNanos(arguments.path("wait_seconds").asInt(60));
    boolean emergency = arguments.path("emergency").asBoolean(false);
    return SoundFiles.talk(arguments, sound -> station.say(sound, emergency, waitNs));
  }

  private ConsoleAnswer listen(JsonNode arguments) {
    return SoundFiles.listen(arguments, station::listen);
  }
}
