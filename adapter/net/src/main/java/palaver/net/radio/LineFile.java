// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A file that grows by whole lines. A line counts when its end is there: what a crash cut off is
/// forgotten, and written over by the next.
final class LineFile {

  private final Path file;
  private long wholeBytes = -1;

  LineFile(Path file) {
    this.file = file;
  }

  /// All whole lines, oldest first.
  List<String> lines() {
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      String text = Files.readString(file);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      wholeBytes = whole.getBytes(UTF_8).length;
      return whole.lines().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(file + " cannot be read", failure);
    }
  }

  /// Adds lines; returns when they would survive a loss of power.
  void append(List<String> lines) {
    try {
      if (!Files.exists(file)) {
        DurableFiles.write(file, new byte[0]);
        wholeBytes = 0;
      } else if (wholeBytes < 0) {
        lines();
      }
      ByteBuffer bytes = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(UTF_8));
      try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
        out.truncate(wholeBytes).position(wholeBytes);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
        wholeBytes = out.position();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(file + " cannot be written", failure);
    }
  }

  /// Replaces all lines.
  void replace(List<String> lines) {
    try {
      byte[] bytes = (String.join("\n", lines) + "\n").getBytes(UTF_8);
      DurableFiles.write(file, bytes);
      wholeBytes = bytes.length;
    } catch (IOException failure) {
      throw new UncheckedIOException(file + " cannot be written", failure);
    }
  }
}
