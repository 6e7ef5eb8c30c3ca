// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.List;
import java.util.concurrent.TimeUnit;
import palaver.app.console.AdminConsole;
import palaver.app.console.ConsoleAnswer;
import palaver.app.radio.voice.RadioRecorder;
import palaver.app.radio.voice.SoundFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the commands of `palaver radio` ask of a running node of protocol v1: the few that mean
/// something there.
final class V1Desk {

  private final V1Station station;

  V1Desk(V1Station station) {
    this.station = station;
  }

  AdminConsole console() {
    AdminConsole console = new AdminConsole();
    console.register("status", this::status);
    new RadioSwitchDesk(station.ground(), null).register(console);
    console.register(
        "talk",
        arguments -> SoundFiles.talk(arguments, sound -> station.say(sound, waitNs(arguments))));
    console.register(
        "listen",
        arguments ->
            SoundFiles.listen(
                arguments, seconds -> new RadioRecorder(seconds).record(station.voice())));
    return console;
  }

  private static long waitNs(JsonNode arguments) {
    return TimeUnit.SECONDS.toNanos(arguments.path("wait_seconds").asInt(60));
  }

  private ConsoleAnswer status(JsonNode arguments) {
    V1Station.Snapshot now = station.snapshot();
    if (arguments.path("json").asBoolean(false)) {
      ObjectNode all =
          JsonNodeFactory.instance
              .objectNode()
              .put("name", station.name())
              .put("protocol", "v1")
              .put("role", "member")
              .put("state", now.talks() ? "talks" : now.taken() ? "taken" : "free")
              .put("talker", now.talker())
              .put("others", now.others())
              .put("malformed", now.malformed());
      station.ground().switches().into(all);
      return new ConsoleAnswer(true, List.of(all.toString()), List.of());
    }
    String floor = now.talks() ? "this node" : now.taken() ? "somebody " + now.talker() : "nobody";
    return new ConsoleAnswer(
        true,
        List.of(
            "node     " + station.name() + ", protocol v1",
            "others   " + now.others(),
            "talks    " + floor.strip()),
        List.of());
  }
}
