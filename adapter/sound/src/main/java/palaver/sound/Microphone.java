// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

import org.jspecify.annotations.Nullable;

/// A microphone that stays open, whichever device it is at the moment.
public final class Microphone implements AutoCloseable {

  private static final int WAITING_BLOCKS = 64;

  private final PcmRing ring = new PcmRing(WAITING_BLOCKS);
  private final short[] block = new short[PcmRing.BLOCK_SAMPLES];
  private final DeviceThread device;

  /// Opens a microphone from now on.
  ///
  /// @param name a part of the device's name, null for what the system uses
  /// @param arrived told after each block, on the device's own thread; it must be quick
  public Microphone(SoundSystem system, @Nullable String name, Runnable arrived) {
    device =
        new DeviceThread(
            "microphone",
            () -> system.open(SoundDevice.Kind.MICROPHONE, name),
            line -> take(line, arrived));
    device.start();
  }

  private boolean take(SoundLine line, Runnable arrived) {
    boolean there = line.pass(block);
    if (there) {
      ring.offer(block);
      arrived.run();
    }
    return there;
  }

  /// Takes the oldest block; false when there is none. One thread only.
  public boolean poll(short[] pcm, int at) {
    return ring.poll(pcm, at);
  }

  public DeviceState state() {
    return device.state();
  }

  @Override
  public void close() {
    device.close();
  }
}
