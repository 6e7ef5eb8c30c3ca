// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread of a device: opens it, passes blocks, and opens it again when it was unplugged,
/// first at once and then every second.
///
/// Between two blocks it runs only what [Turn] does, which must neither wait nor allocate. A device
/// that passes nothing for two seconds counts as unplugged: a second thread, which does nothing
/// else, closes it.
final class DeviceThread implements AutoCloseable {

  /// What happens around a block.
  interface Turn {

    /// Passes one block; false when the device is gone.
    boolean pass(SoundLine line);
  }

  /// Opens the device.
  interface Opener {
    SoundLine open() throws SoundUnavailableException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(DeviceThread.class);
  private static final long AGAIN_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long AT_ONCE_NS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long STUCK_NS = TimeUnit.SECONDS.toNanos(2);

  private final String what;
  private final Opener opener;
  private final Turn turn;
  private final Thread thread;
  private final Thread watch;
  private volatile DeviceState state;
  private volatile @Nullable SoundLine open;
  private volatile long passedNs;
  private volatile boolean closing;

  DeviceThread(String what, Opener opener, Turn turn) {
    this.what = what;
    this.opener = opener;
    this.turn = turn;
    state = new DeviceState.Missing(DeviceState.Cause.OPENING, "");
    thread = Thread.ofPlatform().name(what).daemon(true).unstarted(this::run);
    watch = Thread.ofVirtual().name(what + "-watch").unstarted(this::watch);
  }

  void start() {
    thread.start();
    watch.start();
  }

  DeviceState state() {
    return state;
  }

  private void run() {
    while (!closing) {
      long waitNs = AGAIN_NS;
      try (SoundLine line = opener.open()) {
        use(line);
        waitNs = AT_ONCE_NS;
      } catch (SoundUnavailableException none) {
        LOG.debug("{} cannot be used", what, none);
        show(none.state());
      } catch (RuntimeException failure) {
        LOG.debug("{} failed", what, failure);
        show(new DeviceState.Missing(DeviceState.Cause.FAILED, ""));
      }
      open = null;
      if (!closing) {
        LockSupport.parkNanos(this, waitNs);
      }
    }
  }

  private void use(SoundLine line) {
    passedNs = System.nanoTime();
    open = line;
    show(new DeviceState.Open(line.name()));
    while (!closing && turn.pass(line)) {
      passedNs = System.nanoTime();
    }
    if (!closing) {
      show(new DeviceState.Missing(DeviceState.Cause.UNPLUGGED, line.name()));
    }
  }

  private void show(DeviceState next) {
    if (!next.equals(state)) {
      state = next;
      switch (next) {
        case DeviceState.Open(String name) -> LOG.info("{}: {}", what, name);
        case DeviceState.Missing(var why, String device) ->
            LOG.info("no {}: {}", what, why.words(device));
      }
    }
  }

  private void watch() {
    while (!closing) {
      LockSupport.parkNanos(this, AGAIN_NS / 2);
      SoundLine line = open;
      if (line != null && System.nanoTime() - passedNs > STUCK_NS) {
        line.close();
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    SoundLine line = open;
    if (line != null) {
      line.close();
    }
    LockSupport.unpark(thread);
    LockSupport.unpark(watch);
  }
}
