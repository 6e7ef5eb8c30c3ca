// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Brings a data folder to another layout, in place and as a whole.
public final class FolderLayouts {

  private static final List<LayoutStep> STEPS = List.of(new LayoutTwo());

  private FolderLayouts() {}

  private static void nothing() {}

  /// A folder has come to another layout.
  ///
  /// @param changed the files that are other than before
  /// @param before the folder in which they are as they were
  public record Moved(int from, int to, List<String> changed, Path before) {
    public Moved {
      changed = List.copyOf(changed);
    }
  }

  /// The layout of a folder; null for one that holds nothing yet.
  ///
  /// @throws FolderRefused when its number is lost or damaged
  public static @Nullable FolderLayout of(Path folder) throws IOException {
    Path file = folder.resolve("format");
    if (!Files.exists(file)) {
      if (NodeFiles.isDevice(folder)) {
        throw FolderRefused.damaged(file, null);
      }
      return null;
    }
    FolderLayout layout = FolderLayout.parse(Files.readString(file).strip());
    if (layout == null) {
      throw FolderRefused.damaged(file, null);
    }
    return layout;
  }

  /// Brings the folder to the layout of this version; null when nothing had to be done. Whoever
  /// calls this holds the folder.
  ///
  /// @throws FolderRefused when a later version wrote it in a layout that this one cannot read
  public static @Nullable Moved upgrade(Path folder) throws IOException {
    return upgrade(folder, FolderLayouts::nothing);
  }

  static @Nullable Moved upgrade(Path folder, Runnable step) throws IOException {
    LayoutMove move = new LayoutMove(folder, step);
    move.finish();
    FolderLayout layout = of(folder);
    if (layout == null || layout.opens()) {
      return null;
    }
    if (layout.isLater()) {
      throw FolderRefused.newer(layout);
    }
    return run(folder, move, layout.number(), FolderLayout.CURRENT);
  }

  /// Brings the folder to an older layout, for an older version of the program; null when it has
  /// that one. Whoever calls this holds the folder.
  ///
  /// @throws FolderRefused when this version does not know the folder's layout, or that one
  public static @Nullable Moved downgrade(Path folder, int to) throws IOException {
    return downgrade(folder, to, FolderLayouts::nothing);
  }

  static @Nullable Moved downgrade(Path folder, int to, Runnable step) throws IOException {
    LayoutMove move = new LayoutMove(folder, step);
    move.finish();
    FolderLayout layout = of(folder);
    if (layout != null && layout.isLater()) {
      throw FolderRefused.newer(layout);
    }
    if (layout == null || to < FolderLayout.OLDEST || to > layout.number()) {
      throw FolderRefused.noSuchLayout(to);
    }
    return to == layout.number() ? null : run(folder, move, layout.number(), to);
  }

  private static Moved run(Path folder, LayoutMove move, int from, int to) throws IOException {
    FolderText files = new FolderText(folder);
    for (int at = from; at < to; at++) {
      STEPS.get(at - FolderLayout.OLDEST).up(files);
    }
    for (int at = from; at > to; at--) {
      STEPS.get(at - 1 - FolderLayout.OLDEST).down(files);
    }
    Map<String, String> changed = files.changed();
    move.run(FolderLayout.of(to), changed);
    return new Moved(
        from, to, List.copyOf(new TreeSet<>(changed.keySet())), LayoutMove.before(folder, to));
  }
}
