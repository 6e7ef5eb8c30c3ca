// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Engine;
import palaver.base.Outbox;

/// What an engine is told of sleep and of a clock that was set.
@Timeout(20)
class SleepTest {

  private static final long EPOCH_MS = 1_800_000_000_000L;

  private final AtomicLong nowNs = new AtomicLong(1);
  private final AtomicLong epochMs = new AtomicLong(EPOCH_MS);
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  private final class Clocks implements RadioClocks {
    @Override
    public long nowNs() {
      return nowNs.get();
    }

    @Override
    public long epochMs() {
      return epochMs.get();
    }
  }

  private final class Recorder implements Engine<String, String> {
    @Override
    public void onDatagram(long atNs, Datagram datagram, Outbox<String> outbox) {}

    @Override
    public void onCommand(long atNs, String command, Outbox<String> outbox) {
      if (command.startsWith("throw")) {
        throw new IllegalStateException("as asked");
      }
      told.add(command);
    }

    @Override
    public void onDeadline(long atNs, Outbox<String> outbox) {}

    @Override
    public long nextDeadlineNs() {
      return Deadlines.NEVER;
    }
  }

  private final class Hooks implements RadioDriver.Hooks<String, String> {
    @Override
    public String resumed(long gapNs) {
      return "resumed " + TimeUnit.NANOSECONDS.toMillis(gapNs);
    }

    @Override
    public String wallClock(long atMs) {
      return "wall " + (atMs - EPOCH_MS);
    }

    @Override
    public void sources(long atNs, Outbox<String> outbox) {}

    @Override
    public void event(String event) {}

    @Override
    public void failed(Throwable failure) {
      told.add("failed");
    }
  }

  private RadioDriver<String, String> started() throws Exception {
    RadioNetwork network =
        new RadioNetwork(
            InetAddress.getLoopbackAddress(), 0, RadioNetwork.DISCOVERY_PORT, false, List.of());
    RadioDriver<String, String> driver =
        new RadioDriver<>(
            network, RadioSocket.open(network), new Clocks(), new Recorder(), new Hooks());
    driver.start();
    driver.command("go");
    assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("go");
    return driver;
  }

  @Test
  void aSleepIsTheFirstThingThatTheEngineHears() throws Exception {
    try (RadioDriver<String, String> driver = started()) {
      epochMs.addAndGet(90_000);
      driver.command("next");

      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("resumed 90000");
      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("wall 90000");
      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("next");
      assertThat(driver.figures().sleeps()).isEqualTo(1);
    }
  }

  @Test
  void aClockSetBackIsToldAndNothingIsDoubted() throws Exception {
    try (RadioDriver<String, String> driver = started()) {
      epochMs.addAndGet(-3_600_000);
      driver.command("next");

      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("wall -3600000");
      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("next");
      assertThat(driver.figures().sleeps()).isZero();
    }
  }

  @Test
  void oneExceptionIsSurvivedThreeInARowEndTheNode() throws Exception {
    try (RadioDriver<String, String> driver = started()) {
      driver.command("throw");
      driver.command("still here");
      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("still here");

      driver.command("throw again");
      driver.command("throw a third time");
      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("failed");
      assertThat(driver.figures().failures()).isEqualTo(3);
    }
  }
}
