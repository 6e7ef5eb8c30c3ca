// SPDX-License-Identifier: Apache-2.0
package palaver.monitor.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.concurrent.TimeUnit;

/// Whatever a text holds, it is scrubbed in bounded time and does not grow without bound.
class ScrubberFuzzTest {

  @FuzzTest(maxDuration = "5s")
  void anyTextIsScrubbedInBoundedTime(byte[] bytes) {
    long beganNs = System.nanoTime();
    assertThat(Scrubber.scrub(new String(bytes, UTF_8)).length()).isLessThan(100_000);
    assertThat(System.nanoTime() - beganNs).isLessThan(TimeUnit.SECONDS.toNanos(5));
  }
}
