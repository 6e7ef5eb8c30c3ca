// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import palaver.app.console.AdminConsole;
import palaver.app.console.ConsoleAnswer;
import palaver.app.radio.entrance.InviteToken;
import palaver.radio.RadioCommand;
import palaver.trust.member.Rights;
import palaver.wire.radio.NodeId;
import tools.jackson.databind.JsonNode;

/// Who comes in and who is put out: what an operator's node does for `palaver radio`.
public final class RadioDoorDesk {

  /// How long a device is a member that was let in without a word about it.
  public static final int MEMBER_DAYS = 365;

  private static final int DAYS_MAX = 3_650;
  private static final int HOURS_MAX = 24 * 365;
  private static final int USES_MAX = 65_535;

  private final RadioStation station;

  RadioDoorDesk(RadioStation station) {
    this.station = station;
  }

  void register(AdminConsole console) {
    console.register("invite", this::invite);
    console.register("revoke", this::revoke);
    console.register("knocks", _ -> new ConsoleAnswer(true, station.doorbell().lines(), List.of()));
    console.register("approve", this::approve);
    console.register("decline", this::decline);
  }

  private ConsoleAnswer invite(JsonNode arguments) {
    int uses = arguments.path("uses").asInt(0);
    int hours = arguments.path("hours").asInt(0);
    int days = arguments.path("days").asInt(0);
    if (uses < 1 || uses > USES_MAX || hours < 1 || hours > HOURS_MAX) {
      return ConsoleAnswer.refused("--uses is 1 to 65535, --hours 1 to 8760");
    }
    if (days < 1 || days > DAYS_MAX) {
      return ConsoleAnswer.refused("--days is 1 to 3650");
    }
    if (!station.facts().isOperator()) {
      return ConsoleAnswer.refused("this device is no operator of the channel");
    }
    long nowMs = System.currentTimeMillis();
    InviteToken token =
        station
            .passes()
            .invite(
                Rights.TALKER,
                uses,
                nowMs + TimeUnit.HOURS.toMillis(hours),
                nowMs + TimeUnit.DAYS.toMillis(days));
    String remark = "For " + uses + (uses == 1 ? " device" : " devices") + ", for " + hours + " h.";
    return new ConsoleAnswer(true, List.of(token.text()), List.of(remark));
  }

  private ConsoleAnswer revoke(JsonNode arguments) {
    NodeId node = id(arguments);
    if (node.equals(NodeId.NONE)) {
      return ConsoleAnswer.refused("an id has 16 hexadecimal digits");
    }
    if (!station.facts().isOperator()) {
      return ConsoleAnswer.refused("this device is no operator of the channel");
    }
    return station.command(new RadioCommand.PutOut(node))
        ? ConsoleAnswer.done("Done.")
        : ConsoleAnswer.refused("the node is busy or stops");
  }

  private ConsoleAnswer approve(JsonNode arguments) {
    int days = arguments.path("days").asInt(0);
    if (days < 1 || days > DAYS_MAX) {
      return ConsoleAnswer.refused("--days is 1 to 3650");
    }
    long untilMs = System.currentTimeMillis() + TimeUnit.DAYS.toMillis(days);
    NodeId node = id(arguments);
    return answerKnock(node, new RadioCommand.Admit(node, Rights.TALKER, untilMs));
  }

  private ConsoleAnswer decline(JsonNode arguments) {
    NodeId node = id(arguments);
    return answerKnock(node, new RadioCommand.Decline(node));
  }

  private ConsoleAnswer answerKnock(NodeId node, RadioCommand command) {
    if (!station.facts().isOperator()) {
      return ConsoleAnswer.refused("this device is no operator of the channel");
    }
    if (!station.doorbell().waits(node)) {
      return ConsoleAnswer.refused(
          "no such device waits; `palaver radio knocks` lists those who do");
    }
    return station.command(command)
        ? ConsoleAnswer.done("Done.")
        : ConsoleAnswer.refused("the node is busy or stops");
  }

  private static NodeId id(JsonNode arguments) {
    String text = arguments.path("id").asString("");
    return text.matches("[0-9a-f]{16}")
        ? new NodeId(HexFormat.fromHexDigitsToLong(text))
        : NodeId.NONE;
  }
}
