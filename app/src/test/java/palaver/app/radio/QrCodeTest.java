// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The codes are those that the dashboard draws, which its tests read with a reader of others.
final class QrCodeTest {

  @ParameterizedTest
  @CsvSource({
    "A, 1, 21, f195dbbdf146dae0ddeba600cfb966e631eeab6cbf78410286bda1914ca89458",
    "x, 271, 57, 9d68a3af9f84e91d18d9847896b198e4f86cdb0bb4b76e167d2c25cd15677e28",
    "ü, 60, 41, 6bd0d525aacd225a843d07758e28ce615ec05232cc4c01287b8d54995d32fb73"
  })
  void aCodeIsTheOneThatTheDashboardDraws(String part, int times, int size, String digest)
      throws Exception {
    QrCode code = QrCode.of(part.repeat(times));
    assertThat(code.size()).isEqualTo(size);
    assertThat(digest(code)).isEqualTo(digest);
  }

  @Test
  void theAddressOfAHandsetHasRoom() throws Exception {
    String url =
        "https://192.168.1.5:8443/handset#" + "A".repeat(22) + "." + "0123456789ABCDEF".repeat(4);
    assertThat(digest(QrCode.of(url)))
        .isEqualTo("947ecbd741dacca0ba1f66818d1f1cc6303d45fa3b4cf5acab30e96d06471367");
  }

  private static String digest(QrCode code) throws Exception {
    StringBuilder rows = new StringBuilder();
    for (int y = 0; y < code.size(); y++) {
      rows.append(y == 0 ? "" : "\n");
      for (int x = 0; x < code.size(); x++) {
        rows.append(code.isDark(x, y) ? '1' : '0');
      }
    }
    byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void aTerminalShowsTwoRowsALineWithALightMargin() {
    List<String> lines = QrCode.of("A").lines();
    assertThat(lines).hasSize(13).allMatch(line -> line.length() == 25);
    assertThat(lines.getFirst()).isEqualTo("█".repeat(25));
    assertThat(lines.get(1)).startsWith("██ ▄▄▄▄▄ █");
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertThatThrownBy(() -> QrCode.of("x".repeat(272)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
