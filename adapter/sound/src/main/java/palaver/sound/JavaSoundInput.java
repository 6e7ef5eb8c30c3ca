// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

import javax.sound.sampled.TargetDataLine;

/// A microphone of the Java virtual machine. Channels are mixed.
final class JavaSoundInput implements SoundLine {

  private static final int TRIES = 3;

  private final String name;
  private final TargetDataLine line;
  private final int channels;
  private final byte[] bytes;

  JavaSoundInput(String name, TargetDataLine line, int channels) {
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
    // A line gives less than it was asked for when it was closed, when its device is gone, and once
    // after it was not read in time.
    int given = 0;
    for (int i = 0; i < TRIES && given < bytes.length && line.isOpen(); i++) {
      given += Math.max(0, line.read(bytes, given, bytes.length - given));
    }
    if (given < bytes.length) {
      return false;
    }
    for (int i = 0; i < PcmRing.BLOCK_SAMPLES; i++) {
      int sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        int at = 2 * (i * channels + channel);
        sum += (short) ((bytes[at] & 0xff) | bytes[at + 1] << 8);
      }
      block[i] = (short) (sum / channels);
    }
    return true;
  }

  @Override
  public void close() {
    line.close();
  }
}
