// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Replaces several files of a data folder as one, with a copy of what they were.
///
/// Everything is made ready in `layout.new`; its rename to `layout.moving` decides. From then on
/// the files move to their places one after the other, and whoever opens the folder after a crash
/// moves the rest. `format` moves first on the way up and last on the way down, so a program of the
/// older layout never opens a folder that is half the newer one.
final class LayoutMove {

  private static final String READY = "layout.new";
  private static final String MOVING = "layout.moving";
  private static final String FILES = "files";
  private static final String FORMAT = "format";
  private static final String BEFORE = "before-";

  private final Path folder;
  private final Runnable step;

  /// @param step is told before each change of the disk that could be the last one
  LayoutMove(Path folder, Runnable step) {
    this.folder = folder;
    this.step = step;
  }

  /// Where the files are kept as they were before the folder came to a layout.
  static Path before(Path folder, int to) {
    return folder.resolve(BEFORE + to);
  }

  /// Replaces files; they are as they were, or all are replaced, also when this is cut off.
  ///
  /// @param to the layout that the folder has then
  /// @param changed the text of each file that becomes another
  void run(FolderLayout to, Map<String, String> changed) throws IOException {
    Path ready = folder.resolve(READY);
    Path files = ready.resolve(FILES);
    Path before = before(ready, to.number());
    step.run();
    DurableFiles.delete(ready);
    for (Path each : List.of(ready, files, before)) {
      DurableFiles.makeFolder(each);
    }
    for (Map.Entry<String, String> each : changed.entrySet()) {
      keep(each.getKey(), before);
      write(files.resolve(each.getKey()), each.getValue());
    }
    keep(FORMAT, before);
    write(files.resolve(FORMAT), to.text());
    step.run();
    DurableFiles.move(ready, folder.resolve(MOVING));
    finish();
  }

  private void keep(String name, Path before) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      step.run();
      DurableFiles.write(before.resolve(name), Files.readAllBytes(file));
    }
  }

  private void write(Path file, String text) throws IOException {
    step.run();
    DurableFiles.write(file, text.getBytes(UTF_8));
  }

  /// Completes what was decided before a crash, and forgets what was not.
  void finish() throws IOException {
    Path moving = folder.resolve(MOVING);
    if (Files.isDirectory(moving)) {
      for (Path file : inOrder(moving.resolve(FILES))) {
        step.run();
        DurableFiles.move(file, folder.resolve(file.getFileName()));
      }
      for (Path before : list(moving)) {
        if (before.getFileName().toString().startsWith(BEFORE)) {
          Path place = folder.resolve(before.getFileName());
          step.run();
          DurableFiles.delete(place);
          step.run();
          DurableFiles.move(before, place);
        }
      }
      step.run();
      DurableFiles.delete(moving);
    }
    DurableFiles.delete(folder.resolve(READY));
  }

  private List<Path> inOrder(Path files) throws IOException {
    List<Path> all = new ArrayList<>(list(files));
    Path format = files.resolve(FORMAT);
    if (all.remove(format)) {
      all.add(layout(format) > layout(folder.resolve(FORMAT)) ? 0 : all.size(), format);
    }
    return all;
  }

  private static int layout(Path format) throws IOException {
    FolderLayout layout = FolderLayout.parse(Files.readString(format).strip());
    if (layout == null) {
      throw FolderRefused.damaged(format, null);
    }
    return layout.number();
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }
}
