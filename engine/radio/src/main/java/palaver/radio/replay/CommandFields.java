// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import java.util.ArrayList;
import java.util.List;
import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.radio.Feature;
import palaver.radio.RadioCommand;
import palaver.radio.settings.SettingsValues;
import palaver.radio.settings.SettingsValues.Change;
import palaver.trust.member.Rights;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PeerAddress;

/// Commands on a tape.
final class CommandFields {
  private static final int START = 1;
  private static final int WALL_CLOCK = 2;
  private static final int DOCUMENTS = 3;
  private static final int PRESS = 4;
  private static final int RELEASE = 5;
  private static final int RESUMED = 6;
  private static final int INTRODUCE = 7;
  private static final int SIGNAL = 8;
  private static final int RESIGN = 9;
  private static final int SAY = 10;
  private static final int CHANGE_SETTINGS = 11;
  private static final int ADMIT = 12;
  private static final int DECLINE = 13;
  private static final int PUT_OUT = 14;
  private static final int STOP = 15;
  private static final int SWITCH = 16;
  private static final int ADDRESSES_MAX = 1_000;
  private static final int PORT_MAX = 65_535;

  private CommandFields() {}

  static void write(TapeWriter out, RadioCommand command) {
    switch (command) {
      case RadioCommand.Start(long epochMs) -> out.tag(START).signed(epochMs);
      case RadioCommand.WallClock(long epochMs) -> out.tag(WALL_CLOCK).signed(epochMs);
      case RadioCommand.Documents(var certificates, var entries) -> {
        Opening.writeAll(out.tag(DOCUMENTS), certificates);
        Opening.writeAll(out, entries);
      }
      case RadioCommand.Press(int priority, boolean emergency) ->
          out.tag(PRESS).signed(priority).flag(emergency);
      case RadioCommand.Release _ -> out.tag(RELEASE);
      case RadioCommand.Resumed(long gapNs) -> out.tag(RESUMED).signed(gapNs);
      case RadioCommand.Introduce(var addresses) -> addresses(out.tag(INTRODUCE), addresses);
      case RadioCommand.Signal(int rssiDbm) -> out.tag(SIGNAL).signed(rssiDbm);
      case RadioCommand.Resign _ -> out.tag(RESIGN);
      case RadioCommand.Say(String text) -> out.tag(SAY).text(text);
      case RadioCommand.ChangeSettings(var changes) ->
          out.tag(CHANGE_SETTINGS).bytes(SettingsValues.encode(changes));
      case RadioCommand.Admit(NodeId node, Rights rights, long untilEpochMs) ->
          out.tag(ADMIT)
              .fixed(node.value())
              .signed(rights.roles())
              .signed(rights.priority())
              .signed(untilEpochMs);
      case RadioCommand.Decline(NodeId node) -> out.tag(DECLINE).fixed(node.value());
      case RadioCommand.PutOut(NodeId node) -> out.tag(PUT_OUT).fixed(node.value());
      case RadioCommand.Switch(Feature feature, boolean on) ->
          out.tag(SWITCH).number(feature.ordinal()).flag(on);
      case RadioCommand.Stop _ -> out.tag(STOP);
    }
  }

  private static void addresses(TapeWriter out, List<PeerAddress> addresses) {
    out.number(addresses.size());
    for (PeerAddress each : addresses) {
      out.fixed(each.node().value()).bytes(each.ip()).number(each.port());
    }
  }

  /// Reads a command; one that is none faults the reader, and is a release.
  static RadioCommand read(TapeReader in) {
    return switch (in.tag()) {
      case START -> new RadioCommand.Start(in.signed());
      case WALL_CLOCK -> new RadioCommand.WallClock(in.signed());
      case DOCUMENTS -> new RadioCommand.Documents(Opening.readAll(in), Opening.readAll(in));
      case PRESS -> new RadioCommand.Press((int) in.signed(), in.flag());
      case RELEASE -> new RadioCommand.Release();
      case RESUMED -> new RadioCommand.Resumed(in.signed());
      case INTRODUCE -> new RadioCommand.Introduce(addresses(in));
      case SIGNAL -> new RadioCommand.Signal((int) in.signed());
      case RESIGN -> new RadioCommand.Resign();
      case SAY -> new RadioCommand.Say(in.text());
      case CHANGE_SETTINGS -> new RadioCommand.ChangeSettings(changes(in));
      case ADMIT -> {
        NodeId node = new NodeId(in.fixed());
        Rights rights = new Rights((int) in.signed(), (int) in.signed());
        yield new RadioCommand.Admit(node, rights, in.signed());
      }
      case DECLINE -> new RadioCommand.Decline(new NodeId(in.fixed()));
      case PUT_OUT -> new RadioCommand.PutOut(new NodeId(in.fixed()));
      case SWITCH -> {
        Feature[] all = Feature.values();
        yield new RadioCommand.Switch(all[in.small(all.length - 1)], in.flag());
      }
      case STOP -> new RadioCommand.Stop();
      default -> {
        in.refuse();
        yield new RadioCommand.Release();
      }
    };
  }

  private static List<Change> changes(TapeReader in) {
    Bytes encoded = in.bytes();
    return SettingsValues.decodeChanges(encoded) instanceof Parsed.Ok<List<Change>>(var read)
        ? read
        : List.of();
  }

  private static List<PeerAddress> addresses(TapeReader in) {
    int count = in.small(ADDRESSES_MAX);
    List<PeerAddress> addresses = new ArrayList<>();
    for (int i = 0; i < count && !in.hasFault(); i++) {
      addresses.add(new PeerAddress(new NodeId(in.fixed()), in.bytes(), in.small(PORT_MAX)));
    }
    return addresses;
  }
}
