// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.diagnosis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Bundles that no node wrote.
public final class Bundles {

  private Bundles() {}

  /// A bundle with nothing but a tape.
  public static void write(Path file, byte[] tape) throws Exception {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
        Blocks blocks = new Blocks()) {
      zip.putNextEntry(new ZipEntry("inputs.tape"));
      zip.write(blocks.framed(tape));
    }
  }
}
