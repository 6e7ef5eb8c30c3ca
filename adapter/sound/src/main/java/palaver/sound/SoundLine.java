// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

/// An open device. One thread uses it; any thread may close it, which ends a call that waits.
public interface SoundLine extends AutoCloseable {

  /// What its owner calls the device.
  String name();

  /// Takes or gives one block of [PcmRing#BLOCK_SAMPLES] samples, waiting until the device has them
  /// or has room for them; false when the device is gone.
  boolean pass(short[] block);

  @Override
  void close();
}
