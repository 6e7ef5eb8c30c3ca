// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.app.console.AdminConsole;
import palaver.app.console.ConsoleAnswer;
import palaver.app.radio.entrance.RadioGround;
import palaver.app.radio.entrance.RadioSwitches.Part;
import tools.jackson.databind.JsonNode;

/// What a node does for `palaver radio switch`.
final class RadioSwitchDesk {

  private final RadioGround ground;
  private final @Nullable RadioParts parts;

  /// @param parts of a node of protocol v2; null for one of v1, which has none: what is switched
  ///   there holds once protocol v2 is on again
  RadioSwitchDesk(RadioGround ground, @Nullable RadioParts parts) {
    this.ground = ground;
    this.parts = parts;
  }

  void register(AdminConsole console) {
    console.register("switch", this::flip);
  }

  private ConsoleAnswer flip(JsonNode arguments) {
    String name = arguments.path("name").asString("");
    if (name.isEmpty()) {
      return new ConsoleAnswer(true, lines(), List.of());
    }
    Part part = Part.of(name);
    if (part == null) {
      return ConsoleAnswer.refused("there is no switch " + name);
    }
    boolean on = arguments.path("state").asString("").equals("on");
    String why = flip(part, on);
    return why == null
        ? ConsoleAnswer.done("Switched " + name + (on ? " on." : " off."))
        : ConsoleAnswer.refused(why);
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Part each : Part.values()) {
      lines.add(each.shown() + "  " + (ground.switches().isOn(each) ? "on" : "off"));
    }
    return lines;
  }

  private @Nullable String flip(Part part, boolean on) {
    if (part == Part.PROTOCOL_V2) {
      return ground.protocolV2(on);
    }
    try {
      if (parts == null) {
        ground.switches().set(part, on);
      } else {
        parts.flip(part, on);
      }
      return null;
    } catch (IOException failure) {
      return "cannot keep it: " + failure.getMessage();
    }
  }
}
