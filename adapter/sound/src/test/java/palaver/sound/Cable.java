// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A sound system of one cable: it passes a block whenever the test says so, can be pulled out and
/// plugged in again, and can stand still as broken drivers do.
final class Cable implements SoundSystem {

  final Semaphore passes = new Semaphore(0);
  final Semaphore passed = new Semaphore(0);
  volatile boolean plugged = true;
  volatile boolean stuck;
  volatile int opened;
  volatile short[] last = new short[0];
  private short next;

  @Override
  public List<SoundDevice> devices() {
    return List.of(new SoundDevice(SoundDevice.Kind.MICROPHONE, "cable", ""));
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // One device's thread opens it.
  public SoundLine open(SoundDevice.Kind kind, @Nullable String name)
      throws SoundUnavailableException {
    if (!plugged) {
      throw new SoundUnavailableException(DeviceState.Cause.NONE, "", null);
    }
    opened++;
    return new Line(kind);
  }

  private final class Line implements SoundLine {
    private final SoundDevice.Kind kind;
    private volatile boolean closed;

    Line(SoundDevice.Kind kind) {
      this.kind = kind;
    }

    @Override
    public String name() {
      return "cable";
    }

    @Override
    public boolean pass(short[] block) {
      while (!passes.tryAcquire()) {
        if (closed || (!plugged && !stuck)) {
          return false;
        }
        LockSupport.parkNanos(this, 100_000);
      }
      if (kind == SoundDevice.Kind.MICROPHONE) {
        Arrays.fill(block, ++next);
      } else {
        last = block.clone();
      }
      passed.release();
      return true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
