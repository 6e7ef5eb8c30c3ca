// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.net.BackgroundWriter;
import palaver.radio.RadioEvent;
import palaver.radio.Timeline;
import palaver.radio.replay.Recording;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;

/// What one run of a node notes, in the folder `diagnosis` of its data: `events.jsonl` and
/// `inputs.tape`, and of each the one before. A node runs without them where they cannot be
/// written.
public final class Diagnosis implements AutoCloseable {

  /// How much of a run is recorded, in bytes before they are deflated.
  static final int TAPE_BYTES_MAX = 384 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Diagnosis.class);

  private final BackgroundWriter writer =
      new BackgroundWriter(
          "radio-notes", failure -> LOG.warn("a note of this node could not be written", failure));
  private final Recording recording;
  private final NoteFile tape;
  private final EventLog log;
  private final Blocks blocks = new Blocks();
  private volatile boolean broken;
  private volatile long lastNs;

  private Diagnosis(Path folder, NodeId self, long boot) throws IOException {
    tape = new NoteFile(folder.resolve("inputs.tape"), folder.resolve("inputs.before.tape"));
    NoteFile events =
        new NoteFile(folder.resolve("events.jsonl"), folder.resolve("events.before.jsonl"));
    log = new EventLog(writer, events, self, boot);
    tape.turn();
    recording = new Recording(TAPE_BYTES_MAX, this::block);
    note("started");
  }

  /// Takes what happened to the node as a whole: `slept`, or `failed` when it cannot go on. A run
  /// begins with `started` and ends with `stopped`; one that does not was cut off.
  public void note(String event) {
    note(lastNs, event);
  }

  /// The same of something that happened now, by the node's clock; any thread.
  public void note(long nowNs, String event) {
    log.note(nowNs, System.currentTimeMillis(), event);
  }

  /// Begins the notes of a run.
  ///
  /// @param data the node's data folder
  /// @param boot the run
  public static Diagnosis begin(Path data, NodeId self, long boot) throws IOException {
    Path folder = folder(data);
    Files.createDirectories(folder);
    return new Diagnosis(folder, self, boot);
  }

  static Path folder(Path data) {
    return data.resolve("diagnosis");
  }

  /// Where the node's inputs go.
  public Recording recording() {
    return recording;
  }

  /// A tape with a hole cannot be played: after the first block that is lost no other is written.
  private void block(byte[] bytes) {
    boolean taken = !broken && writer.offer(() -> append(bytes));
    if (!taken && !broken) {
      broken = true;
      LOG.warn("the recording of this node's inputs ends: the disk is too slow");
    }
  }

  private void append(byte[] bytes) {
    if (broken) {
      return;
    }
    try {
      tape.append(blocks.framed(bytes));
    } catch (RuntimeException failure) {
      broken = true;
      LOG.warn("the recording of this node's inputs ends", failure);
    }
  }

  /// Whether the node's inputs are on the tape up to now.
  public boolean isRecording() {
    return recording.isOn() && !broken;
  }

  /// Takes an event, on the node's thread, see [EventLog].
  public void on(
      long nowNs,
      long epochMs,
      RadioEvent event,
      @Nullable LeaseId talkingUnder,
      List<Timeline.Entry> timeline) {
    lastNs = nowNs;
    log.on(nowNs, epochMs, event, talkingUnder, timeline);
  }

  /// Lines of the log of events that were left out.
  public long eventsDropped() {
    return log.dropped();
  }

  /// Done when everything noted so far is in the files. The tape is given out before, on the node's
  /// thread, by [Recording#flush].
  public CompletableFuture<Void> written() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (!writer.offer(() -> done.complete(null))) {
      done.completeExceptionally(new IllegalStateException("too much waits to be written"));
    }
    return done;
  }

  @Override
  public void close() {
    recording.flush();
    note("stopped");
    writer.close();
    blocks.close();
  }
}
