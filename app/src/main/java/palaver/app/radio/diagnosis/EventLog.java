// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.diagnosis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import palaver.net.BackgroundWriter;
import palaver.radio.RadioEvent;
import palaver.radio.Timeline;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What happened at a node, one JSON object a line: `events.jsonl`, of at most 8 MB, and the one
/// before it. Lines for which the writer has no room are left out and counted.
///
/// Each line has the wall clock (`at`), the node's own clock (`ms`), the node and its run.
final class EventLog {

  private static final long BYTES_MAX = 8L << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final BackgroundWriter writer;
  private final NoteFile file;
  private final NodeId self;
  private final long boot;
  private final EventLines lines = new EventLines();
  private final AtomicLong dropped = new AtomicLong();
  private Timeline.@Nullable Entry told;

  EventLog(BackgroundWriter writer, NoteFile file, NodeId self, long boot) {
    this.writer = writer;
    this.file = file;
    this.self = self;
    this.boot = boot;
  }

  /// Takes an event, on the node's thread.
  ///
  /// @param timeline what the node says of its elections, oldest first
  void on(
      long nowNs,
      long epochMs,
      RadioEvent event,
      @Nullable LeaseId talkingUnder,
      List<Timeline.Entry> timeline) {
    for (Timeline.Entry entry : untold(timeline)) {
      long agoMs = (nowNs - entry.atNs()) / 1_000_000;
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.put("event", "election").put("what", entry.text());
      write(entry.atNs(), epochMs - agoMs, line);
    }
    ObjectNode line = lines.of(event, talkingUnder);
    if (line != null) {
      write(nowNs, epochMs, line);
    }
  }

  /// The entries after the newest that was told.
  private List<Timeline.Entry> untold(List<Timeline.Entry> timeline) {
    if (timeline.isEmpty()) {
      return timeline;
    }
    int from = timeline.lastIndexOf(told) + 1;
    told = timeline.getLast();
    return timeline.subList(from, timeline.size());
  }

  /// Takes what happened to the node as a whole, on any thread.
  void note(long atNs, long epochMs, String event) {
    write(atNs, epochMs, JsonNodeFactory.instance.objectNode().put("event", event));
  }

  private void write(long atNs, long epochMs, ObjectNode what) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("at", Instant.ofEpochMilli(epochMs).toString());
    line.put("ms", atNs / 1_000_000);
    line.put("node", self.toString()).put("boot", Long.toHexString(boot));
    line.setAll(what);
    if (!writer.offer(() -> append(line))) {
      dropped.incrementAndGet();
    }
  }

  private void append(ObjectNode line) {
    if (file.length() >= BYTES_MAX) {
      file.turn();
    }
    file.append((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /// How many lines found no room.
  long dropped() {
    return dropped.get();
  }
}
