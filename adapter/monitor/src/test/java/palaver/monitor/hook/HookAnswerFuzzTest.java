// SPDX-License-Identifier: Apache-2.0
package palaver.monitor.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Whatever a webhook's receiver answers is a status or no HTTP.
class HookAnswerFuzzTest {

  @FuzzTest(maxDuration = "5s")
  void anAnswerIsAStatusOrNoHttp(byte[] answer) {
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    try {
      assertThat(HookSender.status(new ByteArrayInputStream(answer), deadlineNs))
          .isBetween(100, 599);
    } catch (IOException notHttp) {
      assertThat(notHttp).hasMessage("the answer is not HTTP");
    }
  }
}
