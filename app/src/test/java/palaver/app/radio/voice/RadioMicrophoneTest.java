// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import palaver.audio.codec.OpusSettings;
import palaver.codec.OpusLibrary;
import palaver.net.radio.FrameRing;
import palaver.net.radio.RadioClocks;
import palaver.sound.DeviceState;
import palaver.sound.Microphone;
import palaver.sound.PcmRing;
import palaver.sound.SoundDevice;
import palaver.sound.SoundLine;
import palaver.sound.SoundSystem;

/// From the microphone to the node's frames.
@Timeout(60)
final class RadioMicrophoneTest implements SoundSystem {

  private static final long PATIENCE_S = 20;

  private final Semaphore blocks = new Semaphore(0);
  private final Semaphore heard = new Semaphore(0);
  private final Semaphore offered = new Semaphore(0);
  private final FrameRing frames = new FrameRing(64);
  private final RadioEcho echo = new RadioEcho();
  private final SplittableRandom noise = new SplittableRandom(1);
  private volatile OpusSettings encoding = OpusSettings.speech();
  private RadioMicrophone encoder;
  private Microphone device;

  @Override
  public List<SoundDevice> devices() {
    return List.of();
  }

  /// A microphone that gives a block when the test says so.
  @Override
  public SoundLine open(SoundDevice.Kind kind, @Nullable String name) {
    return new SoundLine() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public boolean pass(short[] block) {
        try {
          boolean there = blocks.tryAcquire(PATIENCE_S, TimeUnit.SECONDS);
          for (int i = 0; i < block.length; i++) {
            block[i] = (short) noise.nextInt(-6_000, 6_000);
          }
          return there;
        } catch (InterruptedException closed) {
          Thread.currentThread().interrupt();
          return false;
        }
      }

      @Override
      public void close() {
        blocks.release(1);
      }
    };
  }

  @BeforeEach
  void plugIn() throws Exception {
    encoder =
        new RadioMicrophone(
            frames, offered::release, OpusLibrary.open(), () -> encoding, RadioClocks.system());
    device =
        new Microphone(
            this,
            null,
            () -> {
              encoder.arrived();
              heard.release();
            });
    encoder.listen(device, echo);
  }

  @AfterEach
  void pullOut() {
    device.close();
    encoder.close();
  }

  private void hear(int count) throws InterruptedException {
    blocks.release(count);
    assertThat(heard.tryAcquire(count, PATIENCE_S, TimeUnit.SECONDS)).isTrue();
  }

  private List<Long> sequences() {
    List<Long> sequences = new ArrayList<>();
    while (frames.poll((_, sequence, _, _, _) -> sequences.add(sequence))) {}
    return sequences;
  }

  @Test
  void everyFrameFromThePressOnGoesOutInOrder() throws Exception {
    encoder.begin();
    hear(2 * 25);
    assertThat(offered.tryAcquire(25, PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    List<Long> expected = new ArrayList<>();
    for (long i = 0; i < 25; i++) {
      expected.add(i);
    }
    assertThat(sequences()).isEqualTo(expected);
    assertThat(encoder.level()).isGreaterThan(0.05);
    assertThat(device.state()).isEqualTo(new DeviceState.Open("test"));
  }

  private int bytesOfABurst() throws InterruptedException {
    encoder.begin();
    hear(2 * 25);
    assertThat(offered.tryAcquire(25, PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    encoder.end();
    int[] bytes = {0};
    while (frames.poll((_, _, _, _, length) -> bytes[0] += length)) {}
    return bytes[0];
  }

  @Test
  void eachBurstIsEncodedAsTheChannelHasItSet() throws Exception {
    encoding = OpusSettings.speech().withBitrateBps(48_000);
    int fine = bytesOfABurst();
    encoding = OpusSettings.speech().withBitrateBps(12_000);
    assertThat(bytesOfABurst()).isLessThan(fine / 2);
  }

  @Test
  void nothingGoesOutWhileTheButtonIsUp() throws Exception {
    hear(40);
    while (encoder.level() == 0) {
      Thread.onSpinWait();
    }
    hear(40);
    assertThat(sequences()).isEmpty();
    assertThat(offered.availablePermits()).isZero();
  }

  @Test
  void theEchoTestPlaysWhatItRecordedAndIsOver() {
    short[] block = new short[PcmRing.BLOCK_SAMPLES];
    Arrays.fill(block, (short) 700);
    echo.begin();
    for (int i = 0; i < 300; i++) {
      assertThat(echo.phase()).isEqualTo(RadioEcho.Phase.RECORDING);
      echo.record(block, 0);
    }
    for (int i = 0; i < 300; i++) {
      assertThat(echo.phase()).isEqualTo(RadioEcho.Phase.PLAYING);
      short[] out = new short[PcmRing.BLOCK_SAMPLES];
      Arrays.fill(out, (short) 32_500);
      echo.play(out);
      assertThat(out[9]).as("added, without running over").isEqualTo(Short.MAX_VALUE);
    }
    assertThat(echo.phase()).isEqualTo(RadioEcho.Phase.IDLE);
  }
}
