// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files of a data folder while a change of layout is thought through: what is written is seen
/// by the next step, and is not on the disk.
final class FolderText {

  private final Path folder;
  private final Map<String, String> changed = new TreeMap<>();

  FolderText(Path folder) {
    this.folder = folder;
  }

  /// A file's text, null when there is none.
  @Nullable String read(String name) throws IOException {
    String text = changed.get(name);
    Path file = folder.resolve(name);
    return text == null && Files.exists(file) ? Files.readString(file) : text;
  }

  void write(String name, String text) {
    changed.put(name, text);
  }

  /// Has each whole line of a file become others. What a crash cut off at its end is left out, as
  /// all readers do. A file that is not there, or stays as it is, is not written.
  void lines(String name, Function<String, Stream<String>> change) throws IOException {
    String text = read(name);
    if (text != null) {
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      List<String> lines = whole.lines().flatMap(change).toList();
      String next = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
      if (!next.equals(text)) {
        write(name, next);
      }
    }
  }

  /// What was written, by file.
  Map<String, String> changed() {
    return Map.copyOf(changed);
  }
}
