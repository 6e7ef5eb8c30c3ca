// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palaver.app.console.AdminConsole;
import palaver.app.console.ConsoleAnswer;
import palaver.app.radio.diagnosis.Bundle;
import palaver.app.radio.health.RadioSnapshot;
import palaver.app.radio.health.RadioView;
import palaver.app.start.Version;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsRecord;
import palaver.radio.settings.SettingsValues;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What people who look for a fault ask of a running node, for `palaver radio`.
public final class RadioDiagnosisDesk {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RadioStation station;

  RadioDiagnosisDesk(RadioStation station) {
    this.station = station;
  }

  void register(AdminConsole console) {
    console.register("bundle", this::bundle);
  }

  private ConsoleAnswer bundle(JsonNode arguments) {
    Path file = Path.of(arguments.path("out").asString(""));
    try {
      Bundle.write(file, station.data(), said());
    } catch (IOException failure) {
      return ConsoleAnswer.refused("cannot write " + file + ": " + failure.getMessage());
    }
    return ConsoleAnswer.done("Wrote " + file + ". Names, addresses and texts are in it.");
  }

  private Map<String, String> said() {
    boolean recording = station.diagnosis().isRecording();
    RadioView view = station.view();
    Map<String, String> said = new LinkedHashMap<>();
    said.put("bundle.json", JSON.writeValueAsString(head(view, recording)));
    said.put("status.json", station.statusJson(view.node()));
    said.put("metrics.txt", station.metrics());
    said.put("topology.json", JSON.writeValueAsString(topology(view)));
    said.put("settings.json", JSON.writeValueAsString(settings()));
    return said;
  }

  private static ObjectNode head(RadioView view, boolean recording) {
    return JSON.createObjectNode()
        .put("format", Bundle.FORMAT)
        .put("version", Version.text())
        .put("made_at", Instant.now().toString())
        .put("node_id", view.node().self().node().toString())
        .put("name", view.node().self().name())
        .put("channel", view.node().channel())
        .put("inputs_recorded", recording);
  }

  private static ObjectNode topology(RadioView view) {
    ObjectNode all = JSON.createObjectNode();
    RadioSnapshot node = view.node();
    RadioSnapshot.Line leader = node.leader();
    all.put("leader", leader == null ? null : leader.node().toString());
    all.put("term", node.term());
    var members = all.putArray("members");
    for (RadioSnapshot.Member member : node.members()) {
      members
          .addObject()
          .put("node_id", member.line().node().toString())
          .put("name", member.line().name())
          .put("alive", member.alive());
    }
    var tree = all.putArray("tree");
    view.tree()
        .forEach(branch ->
            tree.addObject()
                .put("node_id", branch.node().toString())
                .put("parent", branch.parent().toString()));
    return all;
  }

  private ObjectNode settings() {
    ObjectNode all = JSON.createObjectNode();
    all.set("values", values(station.facts().settings()));
    var versions = all.putArray("versions");
    for (SettingsRecord each : station.facts().settingsVersions()) {
      ObjectNode version = versions.addObject();
      version.put("term", each.version().term().counter());
      version.put("number", each.version().number());
      version.put("kind", RadioChannelDesk.words(each.kind()));
      version.put("author", each.author().toString());
      version.set("values", values(each.values()));
    }
    return all;
  }

  private static ObjectNode values(SettingsValues values) {
    ObjectNode all = JSON.createObjectNode();
    for (Setting setting : Setting.values()) {
      all.put(RadioChannelDesk.name(setting), values.value(setting));
    }
    return all;
  }

  /// What is in the folder of a node that does not run.
  public static ConsoleAnswer withoutNode(Path data, Path file) {
    ObjectNode head =
        JSON.createObjectNode()
            .put("format", Bundle.FORMAT)
            .put("version", Version.text())
            .put("made_at", Instant.now().toString());
    try {
      Bundle.write(file, data, Map.of("bundle.json", JSON.writeValueAsString(head)));
      String remark = "No node runs on " + data + ". Wrote what it had noted to " + file + ".";
      return new ConsoleAnswer(true, List.of(), List.of(remark));
    } catch (IOException failure) {
      return ConsoleAnswer.refused("cannot write " + file + ": " + failure.getMessage());
    }
  }
}
