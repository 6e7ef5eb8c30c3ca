// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palaver.app.radio.health.RadioHealth;
import palaver.app.radio.health.RadioSnapshot;
import palaver.app.radio.health.RadioView;
import palaver.app.radio.voice.RadioSound;
import palaver.audio.playout.PlayoutStatistics;
import palaver.floor.ParticipantState;
import palaver.radio.Branch;
import palaver.radio.Timeline;
import palaver.sound.DeviceState;
import palaver.trust.member.Rights;
import palaver.wire.radio.NodeId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a radio page is told, in sections of JSON: it gets all of them when it opens, and those
/// that changed from then on. Times are milliseconds of the node's own clock, `_epoch_ms` since
/// 1970.
final class RadioSections {

  private static final double SAMPLES_PER_MS = 48;

  private RadioSections() {}

  /// The sections that every page shows.
  static Map<String, JsonNode> of(RadioView view, RadioSound sound) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    all.put("node", node(view));
    all.put("cluster", cluster(view.node()));
    all.put("members", members(view.node()));
    all.put("press", press(view));
    all.put("floor", floor(view));
    all.put("knocks", knocks(view.knocks()));
    all.put("health", health(view.node().health()));
    all.put("sound", sound(sound));
    all.put("texts", texts(view.texts()));
    return all;
  }

  /// The sections of a page that shows how the node is.
  static Map<String, JsonNode> diagnostics(RadioView view) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    all.put("network", network(view));
    all.put("tree", tree(view.tree()));
    all.put("timeline", timeline(view.timeline()));
    return all;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ArrayNode list() {
    return JsonNodeFactory.instance.arrayNode();
  }

  private static long ms(long ns) {
    return ns / 1_000_000;
  }

  private static ObjectNode line(RadioSnapshot.Line line) {
    return object().put("node_id", line.node().toString()).put("name", line.name());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// What is different for a page of this node while another of its pages, or a recording, presses:
  /// the press is not its own, and somebody of this node talks.
  ///
  /// @param handset what people call who presses; empty when it is the node itself
  static Map<String, JsonNode> beside(RadioView view, String handset) {
    Map<String, JsonNode> changed = new HashMap<>();
    switch (view.press()) {
      case ParticipantState.Requesting _,
          ParticipantState.Queued _,
          ParticipantState.Granted _,
          ParticipantState.Denied _,
          ParticipantState.Revoked _ ->
          changed.put("press", object().put("since_ms", 0).put("state", "idle"));
      default -> {}
    }
    ObjectNode floor = floor(view);
    RadioSnapshot.Line self = view.node().self();
    if (view.press() instanceof ParticipantState.Granted && !handset.isEmpty()) {
      floor.set("talker", line(new RadioSnapshot.Line(self.node(), handset)));
    }
    changed.put("floor", floor);
    return changed;
  }

  private static ObjectNode node(RadioView view) {
    return line(view.node().self())
        .put("channel", view.node().channel())
        .put("operator", view.operator())
        .put("may_talk", view.rights().has(Rights.TALK))
        .put("may_interrupt", view.rights().has(Rights.EMERGENCY))
        .put("talk_limit_ms", ms(view.talkLimitNs()));
  }

  private static ObjectNode cluster(RadioSnapshot node) {
    ObjectNode cluster = object().put("role", node.role()).put("state", node.state());
    RadioSnapshot.Line leader = node.leader();
    cluster.set("leader", leader == null ? null : line(leader));
    return cluster
        .put("term", node.term())
        .put("alive", node.aliveCount())
        .put("size", node.members().size());
  }

  private static ArrayNode members(RadioSnapshot node) {
    ArrayNode members = list();
    for (RadioSnapshot.Member member : node.members()) {
      members.add(
          line(member.line())
              .put("alive", member.alive())
              .put("talks", member.rights().has(Rights.TALK)));
    }
    return members;
  }

  private static ObjectNode press(RadioView view) {
    ObjectNode press = object().put("since_ms", ms(view.pressSinceNs()));
    return switch (view.press()) {
      case ParticipantState.Idle _ -> press.put("state", "idle");
      case ParticipantState.Requesting _ -> press.put("state", "requesting");
      case ParticipantState.Queued(int place, int size) ->
          press.put("state", "queued").put("place", place).put("size", size);
      case ParticipantState.Granted _ -> press.put("state", "granted");
      case ParticipantState.Denied(var cause, _) ->
          press.put("state", "denied").put("cause", word(cause));
      case ParticipantState.Revoked(var cause, _) ->
          press.put("state", "revoked").put("cause", word(cause));
      case ParticipantState.NoLeader _ -> press.put("state", "no_leader");
      case ParticipantState.Alone _ -> press.put("state", "alone");
      case ParticipantState.ReceiveOnly _ -> press.put("state", "receive_only");
    };
  }

  private static ObjectNode floor(RadioView view) {
    ObjectNode floor = object();
    RadioSnapshot.Line talker = view.node().talker();
    floor.set("talker", talker == null ? null : line(talker));
    floor.put("since_ms", talker == null ? 0 : ms(view.talkerSinceNs()));
    ArrayNode queue = floor.putArray("queue");
    view.node().queue().forEach(each -> queue.add(line(each)));
    return floor;
  }

  private static ArrayNode knocks(List<RadioView.Knock> knocks) {
    ArrayNode list = list();
    for (RadioView.Knock knock : knocks) {
      list.add(
          object()
              .put("node_id", knock.node().toString())
              .put("name", knock.name())
              .put("words", knock.words()));
    }
    return list;
  }

  private static ObjectNode health(RadioHealth health) {
    ObjectNode node = object().put("score", health.score());
    ArrayNode reasons = node.putArray("reasons");
    health.reasons().forEach(reasons::add);
    return node;
  }

  private static ObjectNode sound(RadioSound sound) {
    ObjectNode node = object().put("on", sound.isOn()).put("tones", sound.tones().areOn());
    node.set("microphone", device(sound.microphone()));
    node.set("speaker", device(sound.speaker()));
    return node.put("echo", word(sound.echo().phase()));
  }

  private static ObjectNode device(DeviceState state) {
    return switch (state) {
      case DeviceState.Open(String name) -> object().put("name", name);
      case DeviceState.Missing(var why, String device) ->
          object().put("cause", word(why)).put("device", device);
    };
  }

  private static ArrayNode texts(List<RadioView.Text> texts) {
    ArrayNode list = list();
    for (RadioView.Text text : texts) {
      list.add(
          object()
              .put("id", text.id())
              .put("node_id", text.author().toString())
              .put("name", text.name())
              .put("text", text.text())
              .put("written_epoch_ms", text.writtenEpochMs())
              .put("copies", text.copies()));
    }
    return list;
  }

  private static ObjectNode network(RadioView view) {
    RadioSnapshot node = view.node();
    PlayoutStatistics playout = node.playout();
    long packets = playout.packetsReceived() + playout.packetsLost();
    long samples = playout.totalSamplesReceived();
    ObjectNode network = object().put("round_trip_ms", tenths(node.roundTripMs()));
    if (packets > 0) {
      network
          .put("loss_percent", tenths(100.0 * playout.packetsLost() / packets))
          .put("jitter_ms", tenths(1_000 * playout.jitter()))
          .put(
              "concealed_percent",
              tenths(100.0 * playout.concealedSamples() / Math.max(1, samples)))
          .put("playout_ms", tenths(playoutMs(playout)));
    }
    if (node.role().equals("leader")) {
      network.put("queue_depth", node.queue().size());
    }
    return network
        .put("inputs_refused", node.figures().inputsRefused())
        .put("received", node.figures().received())
        .put("sent", node.figures().sent())
        .put("dropped", node.figures().droppedFull() + node.figures().droppedError())
        .put("sleeps", node.figures().sleeps())
        .put("played_ms", Math.round(samples / SAMPLES_PER_MS));
  }

  private static double playoutMs(PlayoutStatistics playout) {
    long emitted = playout.jitterBufferEmittedCount();
    return emitted == 0 ? 0 : 1_000 * playout.jitterBufferDelay() / emitted;
  }

  private static double tenths(double value) {
    return Math.round(10 * value) / 10.0;
  }

  private static ArrayNode tree(List<Branch> branches) {
    ArrayNode tree = list();
    for (Branch branch : branches) {
      boolean top = branch.parent().equals(NodeId.NONE);
      tree.add(
          object()
              .put("node_id", branch.node().toString())
              .put("parent_id", top ? null : branch.parent().toString()));
    }
    return tree;
  }

  private static ArrayNode timeline(List<Timeline.Entry> timeline) {
    ArrayNode list = list();
    for (Timeline.Entry each : timeline) {
      list.add(
          object()
              .put("at_ms", ms(each.atNs()))
              .put("standing", each.standing())
              .put("term", each.term())
              .put("cause", word(each.cause()))
              .put("gap_ms", each.gapMs()));
    }
    return list;
  }
}
