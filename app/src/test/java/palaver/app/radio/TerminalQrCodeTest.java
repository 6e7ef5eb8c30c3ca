// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TerminalQrCodeTest {
  private static final String URL =
      "https://192.168.1.5:8443/handset#" + "A".repeat(22) + "." + "0123456789ABCDEF".repeat(4);

  @Test
  void aTerminalShowsTwoRowsALineWithALightMargin() {
    List<String> lines = TerminalQrCode.lines("A");
    assertThat(lines).hasSize(13).allMatch(line -> line.length() == 25);
    assertThat(lines.getFirst()).isEqualTo("█".repeat(25));
    assertThat(lines.get(1)).startsWith("██ ▄▄▄▄▄ █");
  }

  @Test
  void eachModuleOfTheCodeIsWhereItBelongs() {
    QrCode code = QrCode.encodeText(URL, QrCode.Ecc.LOW);
    List<String> lines = TerminalQrCode.lines(URL);
    List<String> wrong = new ArrayList<>();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        char shown = lines.get((y + 2) / 2).charAt(x + 2);
        boolean light = shown == '█' || shown == ((y & 1) == 0 ? '▀' : '▄');
        if (light == code.getModule(x, y)) {
          wrong.add(x + "," + y);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
