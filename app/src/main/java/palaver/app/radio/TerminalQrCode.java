// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;

/// A QR code (ISO/IEC 18004) for a terminal: two rows of modules a line, light on dark, with a
/// light margin.
public final class TerminalQrCode {

  private static final int QUIET = 2;

  private TerminalQrCode() {}

  /// The lines of the code that says `text`.
  public static List<String> lines(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
    List<String> lines = new ArrayList<>();
    for (int y = -QUIET; y < code.size + QUIET; y += 2) {
      StringBuilder line = new StringBuilder();
      for (int x = -QUIET; x < code.size + QUIET; x++) {
        boolean upper = !code.getModule(x, y);
        boolean lower = y + 1 < code.size + QUIET && !code.getModule(x, y + 1);
        line.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
