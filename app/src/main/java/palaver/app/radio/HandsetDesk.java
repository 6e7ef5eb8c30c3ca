// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.List;
import palaver.app.console.AdminConsole;
import palaver.app.console.ConsoleAnswer;
import tools.jackson.databind.JsonNode;

/// Handsets: what the node does for `palaver radio handset`.
final class HandsetDesk {

  private final RadioStation station;

  HandsetDesk(RadioStation station) {
    this.station = station;
  }

  void register(AdminConsole console) {
    console.register("handset-code", _ -> code());
    console.register("handset-list", _ -> list());
    console.register("handset-remove", this::remove);
  }

  private ConsoleAnswer code() {
    RadioHandsets handsets = station.handsets();
    if (handsets == null) {
      return off();
    }
    RadioHandsets.Code code = handsets.code();
    return new ConsoleAnswer(true, List.of(code.url()), remarks(code));
  }

  /// What people need beside the code.
  static List<String> remarks(RadioHandsets.Code code) {
    return List.of(
        "For one phone, for " + HandsetBook.CODE_LIFE.toMinutes() + " minutes.",
        "Its browser warns of the certificate, which this node made itself. It is the right one if",
        "its SHA-256 fingerprint is",
        code.fingerprint());
  }

  private static ConsoleAnswer off() {
    return ConsoleAnswer.refused("this node serves no handsets; start it with --handsets");
  }

  private ConsoleAnswer list() {
    RadioHandsets handsets = station.handsets();
    return handsets == null ? off() : new ConsoleAnswer(true, handsets.lines(), List.of());
  }

  private ConsoleAnswer remove(JsonNode arguments) {
    RadioHandsets handsets = station.handsets();
    if (handsets == null) {
      return off();
    }
    return switch (handsets.remove(arguments.path("id").asString(""))) {
      case DONE -> ConsoleAnswer.done("Done.");
      case UNKNOWN ->
          ConsoleAnswer.refused("no such handset; `palaver radio handset list` lists them");
      case NOT_KEPT ->
          ConsoleAnswer.refused(
              "it is out now, but the disk did not keep that: say it again later");
    };
  }
}
