// SPDX-License-Identifier: Apache-2.0
package palaver.http.radio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.base.Parsed;

/// What a radio page may say.
final class PageCommandTest {

  private static PageCommand read(String frame) {
    return ((Parsed.Ok<PageCommand>) PageCommand.parse(frame)).value();
  }

  @Test
  void eachCommandIsRead() {
    assertThat(read("{\"type\":\"press\",\"emergency\":true}"))
        .isEqualTo(new PageCommand.Press(true));
    assertThat(read("{\"type\":\"hold\"}")).isEqualTo(new PageCommand.Hold());
    assertThat(read("{\"type\":\"release\"}")).isEqualTo(new PageCommand.Release());
    assertThat(read("{\"type\":\"say\",\"text\":\"Tisch sieben\"}"))
        .isEqualTo(new PageCommand.Say("Tisch sieben"));
    assertThat(read("{\"type\":\"watch\",\"diagnostics\":true}"))
        .isEqualTo(new PageCommand.Watch(true, false));
    assertThat(read("{\"type\":\"test_echo\"}")).isEqualTo(new PageCommand.TestEcho());
    assertThat(read("{\"type\":\"answer\",\"node_id\":\"00ff00ff00ff00ff\",\"admitted\":true}"))
        .isEqualTo(new PageCommand.Answer("00ff00ff00ff00ff", true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no json | page-no-json",
        "[] | page-unknown-type",
        "{\"type\":\"boom\"} | page-unknown-type",
        "{\"type\":7} | page-unknown-type",
        "{\"type\":\"say\",\"text\":\"  \"} | page-text-length",
        "{\"type\":\"answer\",\"node_id\":\"7\"} | page-node-id"
      })
  void theReasonOfARefusalIsNamed(String frame, String reason) {
    assertThat(PageCommand.parse(frame)).isEqualTo(Parsed.malformed(reason));
  }

  @Test
  void aTextHasAtMost800Bytes() {
    String text = "ä".repeat(400);
    assertThat(read("{\"type\":\"say\",\"text\":\"" + text + "\"}"))
        .isEqualTo(new PageCommand.Say(text));
    assertThat(PageCommand.parse("{\"type\":\"say\",\"text\":\"" + text + "x\"}"))
        .isEqualTo(Parsed.malformed("page-text-length"));
  }
}
