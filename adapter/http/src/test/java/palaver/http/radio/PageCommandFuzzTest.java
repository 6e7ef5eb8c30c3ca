// SPDX-License-Identifier: Apache-2.0
package palaver.http.radio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import palaver.base.Parsed;

/// Whatever a page sends is a command within its bounds, or refused by a reason.
final class PageCommandFuzzTest {

  @FuzzTest(maxDuration = "5s")
  void anyFrameIsACommandOrRefused(FuzzedDataProvider data) {
    switch (PageCommand.parse(data.consumeRemainingAsString())) {
      case Parsed.Ok<PageCommand>(PageCommand.Say(String text)) ->
          assertThat(text.getBytes(StandardCharsets.UTF_8).length)
              .isBetween(1, PageCommand.TEXT_BYTES_MAX);
      case Parsed.Ok<PageCommand>(PageCommand.Answer(String node, _)) ->
          assertThat(node).matches("[0-9a-f]{16}");
      case Parsed.Ok<PageCommand> _ -> {}
      case Parsed.Malformed<PageCommand>(String reason) -> assertThat(reason).startsWith("page-");
    }
  }
}
