// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.diagnosis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import palaver.app.start.DataFolder;

/// A file that grows, for its owner only, and gives way to a new one. One predecessor is kept. Not
/// forced to the disk: a loss of power may cost the last moments.
final class NoteFile {

  private final Path file;
  private final Path before;
  private long bytes;

  NoteFile(Path file, Path before) throws IOException {
    this.file = file;
    this.before = before;
    bytes = Files.exists(file) ? Files.size(file) : 0;
  }

  Path path() {
    return file;
  }

  Path before() {
    return before;
  }

  long length() {
    return bytes;
  }

  /// The file becomes the predecessor.
  void turn() {
    try {
      if (Files.exists(file)) {
        Files.move(file, before, StandardCopyOption.REPLACE_EXISTING);
      }
      bytes = 0;
    } catch (IOException failure) {
      throw new UncheckedIOException(file + " cannot make room", failure);
    }
  }

  void append(byte[] more) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(file);
        DataFolder.restrict(file);
        bytes = 0;
      }
      Files.write(file, more, StandardOpenOption.APPEND);
      bytes += more.length;
    } catch (IOException failure) {
      throw new UncheckedIOException(file + " cannot be written", failure);
    }
  }
}
