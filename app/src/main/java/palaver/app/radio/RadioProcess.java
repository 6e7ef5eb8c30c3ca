// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.radio.entrance.RadioGround;
import palaver.app.radio.entrance.RadioOptions;
import palaver.app.radio.entrance.RadioProtocol;
import palaver.app.radio.entrance.RadioSwitches.Part;
import palaver.app.start.StartFailure;

/// One node after the other on the same data folder and ports: of protocol v2, or of v1 while v2 is
/// switched off. Folder and commands stay; sockets, page and sound devices are opened anew.
final class RadioProcess implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RadioProcess.class);
  private static final long DOOR_SECONDS = 20;
  private static final long CLOSE_SECONDS = 5;

  private final RadioGround ground;
  private final Watcher watcher;
  private final ReentrantLock lock = new ReentrantLock();
  private RadioOptions options;
  private volatile @Nullable Station station;
  private boolean closed;

  /// Who looks at the node that runs.
  interface Watcher {

    /// A node is there.
    void opened(Station station) throws StartFailure;

    /// It ends now.
    void closing();

    /// The process cannot go on.
    void failed();
  }

  private RadioProcess(RadioGround ground, RadioOptions options, Watcher watcher) {
    this.ground = ground;
    this.options = options;
    this.watcher = watcher;
  }

  /// Starts a node of the protocol that holds.
  static RadioProcess start(RadioOptions options, Watcher watcher) throws StartFailure {
    RadioGround ground = RadioGround.hold(options);
    RadioProcess process = new RadioProcess(ground, options, watcher);
    try {
      process.open(ground.switches().protocol());
    } catch (StartFailure failure) {
      ground.close();
      throw failure;
    }
    ground.changedBy(process::change);
    return process;
  }

  /// The node that runs; null on the way from one protocol to the other.
  @Nullable Station station() {
    return station;
  }

  private void open(RadioProtocol protocol) throws StartFailure {
    if (protocol != options.protocol()) {
      LOG.warn("protocol v2 is {} by its switch", protocol == RadioProtocol.V1 ? "off" : "on");
    }
    RadioOptions now = options.as(protocol);
    Station fresh =
        protocol == RadioProtocol.V1
            ? V1Station.start(ground, now, watcher::failed)
            : RadioStation.start(ground, now, watcher::failed);
    station = fresh;
    options = fresh.again(options);
    watcher.opened(fresh);
  }

  /// Ends the node that runs and starts one of the other protocol, which may have to wait at the
  /// door of its channel. When that does not go, the one before comes back.
  private @Nullable String change(boolean v2) {
    CompletableFuture<@Nullable String> done = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("radio-change")
        .start(() -> {
          lock.lock();
          try {
            done.complete(closed ? "the node ends" : changed(v2));
          } catch (RuntimeException failure) {
            done.completeExceptionally(failure);
          } finally {
            lock.unlock();
          }
        });
    try {
      return done.get(DOOR_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException waits) {
      return "it takes long; `palaver radio status` says how it goes on";
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return "the node ends";
    } catch (ExecutionException failure) {
      throw new IllegalStateException("the protocol was not changed", failure);
    }
  }

  private @Nullable String changed(boolean v2) {
    RadioProtocol before = ground.switches().protocol();
    RadioProtocol after = ground.switches().protocol(v2);
    try {
      ground.switches().set(Part.PROTOCOL_V2, v2);
    } catch (IOException failure) {
      return "cannot keep it: " + failure.getMessage();
    }
    if (after == before) {
      return null;
    }
    end();
    try {
      open(after);
      return null;
    } catch (StartFailure failure) {
      LOG.warn("protocol v2 was not switched", failure);
      back(before);
      return failure.getMessage();
    }
  }

  private void back(RadioProtocol before) {
    try {
      ground.switches().set(Part.PROTOCOL_V2, before != RadioProtocol.V1);
      open(before);
    } catch (StartFailure | IOException failure) {
      LOG.error("the node did not come back", failure);
      watcher.failed();
    }
  }

  private void end() {
    Station old = station;
    station = null;
    if (old != null) {
      watcher.closing();
      ground.control().answeredBy(null);
      old.close();
    }
  }

  /// A node that waits at a door is not waited for: the process ends anyway.
  @Override
  public void close() {
    boolean mine = false;
    try {
      mine = lock.tryLock(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    if (mine) {
      try {
        closed = true;
        end();
        ground.close();
      } finally {
        lock.unlock();
      }
    }
  }
}
