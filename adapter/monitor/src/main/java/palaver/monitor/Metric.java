// SPDX-License-Identifier: Apache-2.0
package palaver.monitor;

import java.util.List;

/// Every figure of the server, as docs/reference-metrics.md lists it. Labels have few values each,
/// all known beforehand: never a user, a room, an address or a path as it was called.
public enum Metric {
  BUILD("palaver_build_info", Kind.GAUGE, "", "1, with the version as a label", "version"),

  HTTP_REQUESTS(
      "palaver_http_request_duration_seconds",
      Kind.HISTOGRAM,
      "s",
      "how long calls took, and how many there were",
      "method",
      "route",
      "status"),
  JOINS("palaver_joins_total", Kind.COUNTER, "", "joins by what came of them", "result"),

  SESSIONS("palaver_sessions", Kind.GAUGE, "", "participants in all rooms now"),
  OBSERVERS("palaver_observers", Kind.GAUGE, "", "moderators who listen now"),
  ROOMS("palaver_rooms", Kind.GAUGE, "", "rooms with somebody in them now"),
  SESSIONS_ENDED(
      "palaver_sessions_ended_total", Kind.COUNTER, "", "sessions that ended, by why", "reason"),
  CHAT("palaver_chat_messages_total", Kind.COUNTER, "", "chat messages told to a room"),
  ACTIONS(
      "palaver_moderation_actions_total",
      Kind.COUNTER,
      "",
      "what moderators did, and whether it was stored at once",
      "action",
      "durable"),
  REPORTS("palaver_reports_filed_total", Kind.COUNTER, "", "people reported to the moderators"),

  SIGNALING_FAILURES(
      "palaver_signaling_failures_total",
      Kind.COUNTER,
      "",
      "what the signal thread and its WebSockets dropped or survived",
      "cause"),

  MEDIA_UP("palaver_media_up", Kind.GAUGE, "", "1 while the media thread runs", "thread"),
  MEDIA_CONNECTIONS("palaver_media_connections", Kind.GAUGE, "", "media connections now", "thread"),
  MEDIA_RECEIVED(
      "palaver_media_received_datagrams_total",
      Kind.COUNTER,
      "datagrams",
      "datagrams by their first byte; other is garbage",
      "thread",
      "kind"),
  MEDIA_SENT(
      "palaver_media_sent_datagrams_total",
      Kind.COUNTER,
      "datagrams",
      "datagrams that the kernel took",
      "thread"),
  MEDIA_FORWARDED(
      "palaver_media_forwarded_packets_total",
      Kind.COUNTER,
      "packets",
      "copies of audio packets for listeners",
      "thread"),
  MEDIA_FORWARDED_BYTES(
      "palaver_media_forwarded_bytes_total",
      Kind.COUNTER,
      "bytes",
      "their audio payload, without headers and padding",
      "thread"),
  MEDIA_HELD_BACK(
      "palaver_media_held_back_packets_total",
      Kind.COUNTER,
      "packets",
      "authentic audio packets not forwarded: silenced by a moderator, quieter than others, shed"
          + " under overload",
      "thread",
      "cause"),
  MEDIA_DROPPED(
      "palaver_media_dropped_total",
      Kind.COUNTER,
      "datagrams",
      "datagrams dropped, by why",
      "thread",
      "cause"),
  MEDIA_NACKED(
      "palaver_media_nacked_packets_total",
      Kind.COUNTER,
      "packets",
      "packets that listeners asked for again",
      "thread"),
  MEDIA_REQUESTED(
      "palaver_media_requested_packets_total",
      Kind.COUNTER,
      "packets",
      "packets that talkers were asked for again, each request counted",
      "thread"),
  MEDIA_RESENT(
      "palaver_media_resent_packets_total",
      Kind.COUNTER,
      "packets",
      "packets sent again",
      "thread"),
  MEDIA_TURN(
      "palaver_media_turn_max_seconds",
      Kind.GAUGE,
      "s",
      "the longest turn of the media thread in its last full second",
      "thread"),
  MEDIA_FAILED_PEERS(
      "palaver_media_failed_peers_total",
      Kind.COUNTER,
      "",
      "connections that a defect closed",
      "thread"),
  MEDIA_RESTARTS(
      "palaver_media_restarts_total",
      Kind.COUNTER,
      "",
      "fresh starts of the media thread after a defect",
      "thread"),

  CONNECTION_LOSS(
      "palaver_connection_loss_ratio",
      Kind.HISTOGRAM,
      "ratio",
      "the share of packets lost per connection, each over 5 s"),
  CONNECTION_JITTER(
      "palaver_connection_jitter_seconds",
      Kind.HISTOGRAM,
      "s",
      "interarrival jitter per connection, the larger direction, every 5 s"),
  CONNECTION_ROUND_TRIP(
      "palaver_connection_round_trip_seconds",
      Kind.HISTOGRAM,
      "s",
      "round trip per connection, every 5 s"),

  DTLS(
      "palaver_dtls_handshakes_total",
      Kind.COUNTER,
      "",
      "DTLS handshakes: completed, failed, or refused because too many ran",
      "result"),
  DTLS_UNDER_WAY("palaver_dtls_handshakes_under_way", Kind.GAUGE, "", "handshakes now"),

  STORE_WRITABLE(
      "palaver_store_writable", Kind.GAUGE, "", "1 when the store took the last write, else 0"),
  STORE_QUEUED("palaver_store_queued_writes", Kind.GAUGE, "", "writes that wait for a commit"),
  STORE_WAITING(
      "palaver_store_waiting_writes",
      Kind.GAUGE,
      "",
      "writes that failed and wait in memory for their next try",
      "of"),
  STORE_DEFERRED(
      "palaver_store_deferred_writes_total",
      Kind.COUNTER,
      "",
      "writes that were stored late or still wait",
      "of"),
  STORE_LOST(
      "palaver_store_lost_writes_total",
      Kind.COUNTER,
      "",
      "writes that found no place to wait",
      "of"),

  ALERTS("palaver_alerts_total", Kind.COUNTER, "", "alerts raised", "kind"),
  WEBHOOKS(
      "palaver_webhook_deliveries_total",
      Kind.COUNTER,
      "",
      "alerts for webhooks: delivered, failed (one try), given_up, dropped (the queue was full)",
      "result"),
  WEBHOOKS_WAITING(
      "palaver_webhook_waiting", Kind.GAUGE, "", "alerts that wait for their delivery"),
  ERROR_REPORTS(
      "palaver_error_reports_total", Kind.COUNTER, "", "errors handed to the error reporter"),
  MONITOR_DROPPED(
      "palaver_monitor_dropped_total",
      Kind.COUNTER,
      "",
      "events that monitoring itself had no place for; figures and alerts lack them");

  /// How Prometheus treats it.
  public enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  private final String exposed;
  private final Kind kind;
  private final String unit;
  private final String help;
  private final String labels;

  Metric(String exposed, Kind kind, String unit, String help, String... labels) {
    this.exposed = exposed;
    this.kind = kind;
    this.unit = unit;
    this.help = help;
    this.labels = String.join(",", labels);
  }

  /// The name on the page; a histogram has three names that begin with it.
  public String exposedName() {
    return exposed;
  }

  public Kind kind() {
    return kind;
  }

  /// Such as `s`, or empty for a plain count.
  public String unit() {
    return unit;
  }

  /// What it says, without a full stop.
  public String help() {
    return help;
  }

  /// The names of its labels, in the order in which their values are given.
  public List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(",", -1));
  }
}
