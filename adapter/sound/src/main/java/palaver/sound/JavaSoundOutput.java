// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

import javax.sound.sampled.SourceDataLine;

/// A speaker of the Java virtual machine. All channels play the same.
final class JavaSoundOutput implements SoundLine {

  private static final int TRIES = 3;

  private final String name;
  private final SourceDataLine line;
  private final int channels;
  private final byte[] bytes;

  JavaSoundOutput(String name, SourceDataLine line, int channels) {
    this.name = name;
    this.line = line;
    this.channels = channels;
    bytes = new byte[PcmRing.BLOCK_SAMPLES * 2 * channels];
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean pass(short[] block) {
    for (int i = 0; i < PcmRing.BLOCK_SAMPLES; i++) {
      for (int channel = 0; channel < channels; channel++) {
        int at = 2 * (i * channels + channel);
        bytes[at] = (byte) block[i];
        bytes[at + 1] = (byte) (block[i] >> 8);
      }
    }
    // A line takes less than it was given when it was closed, when its device is gone, and once
    // after its device ran dry.
    int taken = 0;
    for (int i = 0; i < TRIES && taken < bytes.length && line.isOpen(); i++) {
      taken += Math.max(0, line.write(bytes, taken, bytes.length - taken));
    }
    return taken == bytes.length;
  }

  @Override
  public void close() {
    line.close();
  }
}
