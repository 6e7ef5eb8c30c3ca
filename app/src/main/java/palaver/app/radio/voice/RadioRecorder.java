// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import java.util.concurrent.CountDownLatch;
import palaver.audio.file.Sound;

/// Keeps what is heard for a while.
public final class RadioRecorder implements RadioVoice.Listener {

  private static final int RATE_HZ = 48_000;

  private final short[] pcm;
  private final CountDownLatch full = new CountDownLatch(1);
  private int at;

  public RadioRecorder(int seconds) {
    pcm = new short[seconds * RATE_HZ];
  }

  @Override
  public void sound(short[] heard) {
    int count = Math.min(heard.length, pcm.length - at);
    System.arraycopy(heard, 0, pcm, at, count);
    at += count;
    if (at == pcm.length) {
      full.countDown();
    }
  }

  /// Records from now on, in real time.
  public Sound record(RadioVoice voice) throws InterruptedException {
    voice.add(this);
    try {
      full.await();
    } finally {
      voice.remove(this);
    }
    return new Sound(RATE_HZ, 1, pcm);
  }
}
