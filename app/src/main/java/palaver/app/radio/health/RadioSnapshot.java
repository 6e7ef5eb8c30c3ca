// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.health;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.audio.playout.PlayoutStatistics;
import palaver.net.radio.RadioFigures;
import palaver.radio.RadioNode;
import palaver.radio.Standing;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.trust.member.Rights;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsVersion;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How a node is at one moment.
///
/// @param role leader, relay or member
/// @param state its part in the election
/// @param leader null while there is none
/// @param term the counter of the term
/// @param members everybody who belongs to the channel, in order of their ids
/// @param talker null when nobody talks
/// @param queue who waits for the floor, the next one first; only the leader knows
/// @param settingsVersion the number of the settings that hold; null while nothing was ever set
/// @param roundTripMs to the leader; 0 when unknown or leading
/// @param concealedShare how much of the sound of the last half minute was made up, 0 to 1
/// @param notKept how often something could not be written to the data folder
/// @param refused datagrams that were not believed: damaged, repeated, forged or of strangers
/// @param troubles of the channel, which the node's own figures do not show
public record RadioSnapshot(
    Line self,
    String channel,
    String role,
    String state,
    @Nullable Line leader,
    long term,
    List<Member> members,
    @Nullable Line talker,
    List<Line> queue,
    @Nullable Long settingsVersion,
    double roundTripMs,
    long refused,
    RadioFigures figures,
    PlayoutStatistics playout,
    double concealedShare,
    long notKept,
    RadioTroubles troubles) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// A device and what people call it.
  public record Line(NodeId node, String name) {}

  /// A member.
  ///
  /// @param alive whether it was heard of a short while ago; the node itself always is
  public record Member(Line line, boolean alive, Rights rights) {}

  /// Looks at the node, on its own thread.
  public static RadioSnapshot of(
      long nowNs,
      long epochMs,
      String channel,
      NodeId self,
      RadioNode node,
      Membership membership,
      NodeId talker,
      RadioFigures figures,
      PlayoutStatistics playout,
      double concealedShare,
      long notKept,
      RadioTroubles troubles) {
    Standing standing = node.standing();
    NodeId leader =
        switch (standing) {
          case Standing.Leader _ -> self;
          case Standing.Follower(NodeId followed) -> followed;
          case Standing.Suspecting(NodeId suspected, _) -> suspected;
          case Standing.Alone _, Standing.Candidate _ -> NodeId.NONE;
        };
    boolean leads = standing instanceof Standing.Leader;
    boolean relays = node.degree() > 1;
    SettingsVersion settings = node.settingsVersion();
    return new RadioSnapshot(
        line(membership, self),
        channel,
        leads ? "leader" : relays ? "relay" : "member",
        standing.title(),
        leader.equals(NodeId.NONE) ? null : line(membership, leader),
        node.term().counter(),
        members(membership, epochMs, self, node.around(nowNs)),
        talker.equals(NodeId.NONE) ? null : line(membership, talker),
        node.queue().stream().map(each -> line(membership, each)).toList(),
        settings == null ? null : settings.number(),
        node.roundTripNs(leader) / 1e6,
        node.counters().refused(),
        figures,
        playout,
        concealedShare,
        notKept,
        troubles);
  }

  private static List<Member> members(
      Membership membership, long epochMs, NodeId self, List<NodeId> around) {
    List<Member> members = new ArrayList<>();
    for (NodeId each : membership.members(epochMs)) {
      Rights rights = membership.rights(each, epochMs);
      boolean alive = each.equals(self) || around.contains(each);
      members.add(
          new Member(line(membership, each), alive, rights == null ? Rights.LISTENER : rights));
    }
    return members;
  }

  private static Line line(Membership membership, NodeId node) {
    MemberEntry entry = membership.entry(node);
    return new Line(node, entry == null ? "" : entry.name());
  }

  public RadioHealth health() {
    return RadioHealth.of(this);
  }

  public long aliveCount() {
    return members.stream().filter(Member::alive).count();
  }

  /// The whole as one JSON object.
  String json() {
    return JSON.writeValueAsString(jsonNode());
  }

  public ObjectNode jsonNode() {
    ObjectNode all = JSON.createObjectNode();
    all.put("node_id", self.node().toString()).put("name", self.name()).put("channel", channel);
    all.put("role", role).put("state", state);
    all.set("leader", lineOrNull(leader));
    all.put("term", term);
    var list = all.putArray("members");
    members.forEach(member -> list.add(line(member.line()).put("alive", member.alive())));
    ObjectNode floor = all.putObject("floor");
    floor.set("talker", lineOrNull(talker));
    var waiting = floor.putArray("queue");
    queue.forEach(each -> waiting.add(line(each)));
    all.put("settings_version", settingsVersion);
    RadioHealth health = health();
    ObjectNode healthNode = all.putObject("health").put("score", health.score());
    var reasons = healthNode.putArray("reasons");
    health.reasons().forEach(reasons::add);
    all.set("network", network());
    return all;
  }

  private static @Nullable ObjectNode lineOrNull(@Nullable Line line) {
    return line == null ? null : line(line);
  }

  private static ObjectNode line(Line line) {
    return JSON.createObjectNode().put("node_id", line.node().toString()).put("name", line.name());
  }

  private ObjectNode network() {
    return JSON.createObjectNode()
        .put("round_trip_ms", Math.round(roundTripMs * 100) / 100.0)
        .put("received", figures.received())
        .put("sent", figures.sent())
        .put("dropped", figures.droppedFull() + figures.droppedError())
        .put("refused", refused)
        .put("sleeps", figures.sleeps())
        .put("dns_sd_nodes", figures.dnsSdNodes())
        .put("concealed_samples", playout.concealedSamples())
        .put("played_samples", playout.totalSamplesReceived());
  }

  /// The whole for people.
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add("channel  " + channel);
    lines.add("node     " + self.node() + "  " + self.name());
    lines.add("role     " + role + " (" + state + ")");
    lines.add("leader   " + (leader == null ? "none" : leader.name()) + ", term " + term);
    lines.add("members  " + aliveCount() + " of " + members.size() + " are there");
    lines.add("talks    " + (talker == null ? "nobody" : talker.name()));
    RadioHealth health = health();
    String reasons = health.reasons().isEmpty() ? "" : ": " + String.join(", ", health.reasons());
    lines.add("health   " + health.score() + " of 100" + reasons);
    return lines;
  }
}
