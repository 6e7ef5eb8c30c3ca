// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Microphones and speakers that come and go.
@Timeout(60)
final class DevicesTest {

  private static final long PATIENCE_S = 20;

  private final Cable cable = new Cable();
  private final AtomicInteger told = new AtomicInteger();

  private static void until(String what, BooleanSupplier condition) {
    long startNs = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - startNs)
          .as(what)
          .isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_S));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Test
  void whatTheMicrophoneHearsIsHandedOnInOrder() {
    short[] pcm = new short[PcmRing.BLOCK_SAMPLES];
    try (Microphone microphone = new Microphone(cable, null, told::incrementAndGet)) {
      cable.passes.release(2);
      until("two blocks", () -> told.get() == 2);
      assertThat(microphone.state()).isEqualTo(new DeviceState.Open("cable"));
      assertThat(microphone.poll(pcm, 0)).isTrue();
      assertThat(pcm[0]).isEqualTo((short) 1);
      assertThat(microphone.poll(pcm, 0)).isTrue();
      assertThat(pcm[0]).isEqualTo((short) 2);
      assertThat(microphone.poll(pcm, 0)).isFalse();
    }
  }

  @Test
  void aDeviceThatIsMissedSaysWhy() {
    cable.plugged = false;
    try (Microphone microphone = new Microphone(cable, null, told::incrementAndGet)) {
      until("there is none", () -> missing(microphone, DeviceState.Cause.NONE, ""));
      cable.plugged = true;
      until("it is open", () -> microphone.state() instanceof DeviceState.Open);
      cable.plugged = false;
      until(
          "it was unplugged",
          () ->
              missing(microphone, DeviceState.Cause.UNPLUGGED, "cable")
                  || missing(microphone, DeviceState.Cause.NONE, ""));
    }
    assertThat(DeviceState.Cause.UNKNOWN_NAME.words("Jabra")).isEqualTo("none is called Jabra");
  }

  private static boolean missing(Microphone microphone, DeviceState.Cause why, String device) {
    return microphone.state().equals(new DeviceState.Missing(why, device));
  }

  @Test
  void aDeviceThatIsPulledOutIsMissedAndComesBack() {
    try (Microphone microphone = new Microphone(cable, null, told::incrementAndGet)) {
      until("it is open", () -> microphone.state() instanceof DeviceState.Open);
      cable.plugged = false;
      until("it is missed", () -> microphone.state() instanceof DeviceState.Missing);
      cable.plugged = true;
      until("it is back", () -> microphone.state() instanceof DeviceState.Open);
      cable.passes.release();
      until("it is heard again", () -> told.get() == 1);
    }
  }

  @Test
  void aDeviceThatStandsStillCountsAsGone() {
    try (Microphone microphone = new Microphone(cable, null, told::incrementAndGet)) {
      until("it is open", () -> microphone.state() instanceof DeviceState.Open);
      cable.stuck = true;
      cable.plugged = false;
      until("it is missed", () -> microphone.state() instanceof DeviceState.Missing);
    }
    assertThat(cable.opened).isEqualTo(1);
  }

  @Test
  void theSpeakerSaysWhenItWantsMoreAndPlaysSilenceMeanwhile() throws Exception {
    short[] loud = new short[PcmRing.BLOCK_SAMPLES];
    Arrays.fill(loud, (short) 9);
    try (Speaker speaker = new Speaker(cable, null, told::incrementAndGet)) {
      until("it is open", speaker::isOpen);
      until("it has taken silence", () -> speaker.silentBlocks() == 1);
      assertThat(speaker.wants()).isTrue();
      speaker.offer(loud);
      assertThat(speaker.wants()).isTrue();
      speaker.offer(loud);
      assertThat(speaker.wants()).isFalse();
      cable.passes.release(2);
      assertThat(cable.passed.tryAcquire(2, PATIENCE_S, TimeUnit.SECONDS)).isTrue();
      assertThat(cable.last[0]).isEqualTo((short) 9);
      until("it wants more", speaker::wants);
    }
  }
}
