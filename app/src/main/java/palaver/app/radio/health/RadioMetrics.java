// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.health;

import palaver.app.radio.diagnosis.Diagnosis;
import palaver.app.radio.diagnosis.FigureText;
import palaver.app.start.Version;
import palaver.radio.Counters;
import palaver.radio.RadioNode;

/// All figures of a node for Prometheus. docs/reference-metrics.md lists them.
public final class RadioMetrics {

  private static final String P = "palaver_radio_";
  private static final double NS_PER_SECOND = 1e9;

  private final FigureText out = new FigureText();

  private RadioMetrics() {}

  /// Looks at the node, on its own thread.
  public static String of(RadioSnapshot node, RadioNode engine, Diagnosis diagnosis) {
    RadioMetrics metrics = new RadioMetrics();
    metrics.group(node, engine);
    metrics.network(node, engine.counters());
    metrics.elections(engine.counters());
    metrics.voice(node, engine.counters());
    metrics.notes(node, diagnosis);
    return metrics.out.toString();
  }

  private void group(RadioSnapshot node, RadioNode engine) {
    out.gauge(
        P + "info",
        "1, with who this is",
        1,
        "node",
        node.self().node().toString(),
        "name",
        node.self().name(),
        "channel",
        node.channel(),
        "version",
        Version.text());
    out.gauge(P + "members", "members of the channel", node.members().size());
    out.gauge(
        P + "members_alive", "members that are there, this one too", (double) node.aliveCount());
    out.gauge(P + "leads", "1 when this node leads", node.role().equals("leader") ? 1 : 0);
    out.gauge(P + "has_leader", "1 when there is a leader", node.leader() == null ? 0 : 1);
    out.gauge(P + "term", "the counter of the term", (double) node.term());
    out.gauge(
        P + "health_score", "how well the node can do its work, 0 to 100", node.health().score());
    out.gauge(P + "floor_taken", "1 while somebody talks", node.talker() == null ? 0 : 1);
    out.gauge(P + "floor_waiting", "who waits for the floor, at the leader", node.queue().size());
    out.gauge(P + "relay_neighbours", "to how many a frame goes from here", engine.degree());
    out.gauge(P + "round_trip_seconds", "to the leader", node.roundTripMs() / 1_000);
  }

  private void network(RadioSnapshot node, Counters counters) {
    var figures = node.figures();
    out.counter(P + "datagrams_received_total", "datagrams read", figures.received());
    out.counter(P + "datagrams_sent_total", "datagrams that the system took", figures.sent());
    String dropped = P + "datagrams_dropped_total";
    String why = "datagrams that could not be sent";
    out.counter(dropped, why, figures.droppedFull(), "cause", "buffer_full");
    out.counter(dropped, why, figures.droppedError(), "cause", "refused");
    refused("malformed", counters.malformed());
    refused("stranger", counters.strangers());
    refused("replayed", counters.replayed());
    refused("wrong_mac", counters.badMac());
    refused("wrong_signature", counters.badSignature());
    refused("too_much", counters.tooMuch());
    refused("not_allowed", counters.notAllowed());
    out.counter(P + "handshakes_total", "links that this node asked for", counters.handshakes());
    out.counter(P + "old_packets_total", "packets of protocol v1", counters.oldPackets());
    out.counter(P + "failures_total", "exceptions that escaped the node", figures.failures());
    out.gauge(
        P + "dns_sd_nodes", "other nodes of the channel known by DNS-SD", figures.dnsSdNodes());
    out.counter(
        P + "dns_sd_malformed_total",
        "messages of multicast DNS that could not be read",
        figures.dnsSdMalformed());
    out.counter(P + "sleeps_total", "how often the machine slept", figures.sleeps());
    out.counter(P + "inputs_refused_total", "commands without room", figures.inputsRefused());
  }

  private void refused(String cause, long count) {
    out.counter(
        P + "datagrams_refused_total", "datagrams that were not believed", count, "cause", cause);
  }

  private void elections(Counters counters) {
    out.counter(P + "election_attempts_total", "terms claimed", counters.electionAttempts());
    out.counter(
        P + "election_failures_total", "claims below another's", counters.electionFailures());
    out.counter(P + "step_downs_total", "how often this node ceased to lead", counters.stepDowns());
    out.counter(P + "suspicions_total", "leaders that were suspected", counters.suspicions());
    out.counter(
        P + "suspicions_cleared_total",
        "suspected leaders that were heard again",
        counters.suspicionsCleared());
    out.gauge(
        P + "election_seconds",
        "from losing a leader to having one, the last time",
        counters.lastConvergenceNs() / NS_PER_SECOND);
  }

  private void voice(RadioSnapshot node, Counters counters) {
    frames("played", counters.framesPlayed());
    frames("recovered", counters.framesRecovered());
    frames("asked_again", counters.framesAskedAgain());
    frames("resent", counters.framesResent());
    frames("duplicate", counters.framesDuplicate());
    frames("unknown_lease", counters.framesUnknown());
    frames("misplaced", counters.framesMisplaced());
    frames("unopened", counters.framesUnopened());
    frames("unsealed", counters.framesUnsealed());
    frames("forwarded", counters.forwarded());
    out.counter(
        P + "bursts_forged_total", "bursts with frames never said", counters.framesForged());
    out.counter(P + "sound_samples_total", "samples played", node.playout().totalSamplesReceived());
    out.counter(
        P + "sound_concealed_samples_total",
        "of those, made up",
        node.playout().concealedSamples());
    out.counter(P + "texts_total", "texts shown, own ones too", counters.texts());
  }

  private void frames(String what, long count) {
    out.counter(P + "frames_total", "frames of voice by what became of them", count, "what", what);
  }

  private void notes(RadioSnapshot node, Diagnosis diagnosis) {
    out.counter(P + "not_kept_total", "writes to the data folder that failed", node.notKept());
    out.gauge(P + "recording", "1 while inputs are recorded", diagnosis.isRecording() ? 1 : 0);
    out.counter(P + "recorded_bytes_total", "length of the tape", diagnosis.recording().length());
    out.counter(
        P + "events_dropped_total", "lines the log had no room for", diagnosis.eventsDropped());
  }
}
