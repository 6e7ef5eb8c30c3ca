// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.Bytes;
import palaver.net.radio.NodeFiles;
import palaver.net.radio.NodeFiles.Documents;
import palaver.net.radio.RadioDriver;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.trust.member.Membership;
import palaver.wire.radio.NodeId;

/// Keeps the membership set on disk: looks each half second whether it has changed. What a crash
/// takes of it, the other members have.
final class RadioKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RadioKeeper.class);
  private static final long LOOK_MS = 500;
  private static final int ENTRIES_MAX = 1_000_000;

  private final NodeFiles files;
  private final RadioDriver<RadioCommand, RadioEvent> driver;
  private final Membership membership;
  private final Thread thread;
  private Bytes kept;

  RadioKeeper(
      NodeFiles files, RadioDriver<RadioCommand, RadioEvent> driver, Membership membership) {
    this.files = files;
    this.driver = driver;
    this.membership = membership;
    kept = Bytes.EMPTY;
    thread = Thread.ofVirtual().name("radio-keeper").start(this::run);
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        keep(driver.ask(_ -> fresh()).orTimeout(5, TimeUnit.SECONDS).join());
      }
    } catch (InterruptedException | CompletionException _) {
      // The node stops.
    }
  }

  /// What the set holds, null when it is as it was. On the node's thread.
  private @Nullable Documents fresh() {
    return membership.digest().equals(kept) ? null : documents();
  }

  private Documents documents() {
    kept = membership.digest();
    return new Documents(
        membership.certificates(), membership.entriesAfter(NodeId.NONE, ENTRIES_MAX));
  }

  private void keep(@Nullable Documents documents) {
    try {
      if (documents != null) {
        files.membership(documents);
      }
    } catch (IOException failure) {
      LOG.error("the membership cannot be kept", failure);
    }
  }

  /// After the node has stopped: keeps the last state.
  @Override
  public void close() {
    thread.interrupt();
    keep(fresh());
  }
}
