// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A speaker that stays open, whichever device it is at the moment. The device sets the pace: it
/// [wants][#wants] a block whenever fewer than two wait, so nothing piles up when its clock is not
/// the machine's.
public final class Speaker implements AutoCloseable {

  private static final int WAITING_BLOCKS = 8;
  private static final int WANTED_BLOCKS = 2;

  private final PcmRing ring = new PcmRing(WAITING_BLOCKS);
  private final short[] block = new short[PcmRing.BLOCK_SAMPLES];
  private final DeviceThread device;
  private volatile long silentBlocks;

  /// Opens a speaker from now on.
  ///
  /// @param name a part of the device's name, null for what the system uses
  /// @param taken told after each block, on the device's own thread; it must be quick
  public Speaker(SoundSystem system, @Nullable String name, Runnable taken) {
    device =
        new DeviceThread(
            "speaker",
            () -> system.open(SoundDevice.Kind.SPEAKER, name),
            line -> give(line, taken));
    device.start();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the device's thread writes it.
  private boolean give(SoundLine line, Runnable taken) {
    if (!ring.poll(block, 0)) {
      Arrays.fill(block, (short) 0);
      silentBlocks++;
    }
    taken.run();
    return line.pass(block);
  }

  /// Whether a device is there to play anything.
  public boolean isOpen() {
    return device.state() instanceof DeviceState.Open;
  }

  /// Whether the next block is needed now.
  public boolean wants() {
    return ring.size() < WANTED_BLOCKS;
  }

  /// Plays a block behind those that wait; false when there is no room. One thread only.
  public boolean offer(short[] pcm) {
    return ring.offer(pcm);
  }

  public DeviceState state() {
    return device.state();
  }

  /// How many blocks of silence were put in because nothing waited.
  public long silentBlocks() {
    return silentBlocks;
  }

  @Override
  public void close() {
    device.close();
  }
}
