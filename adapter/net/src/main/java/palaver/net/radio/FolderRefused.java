// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A data folder that this version does not open, or does not change as asked. Nothing in it was
/// touched. The message begins with the stable identifier of the cause.
public final class FolderRefused extends IOException {
  private static final long serialVersionUID = 1;

  private final Cause why;

  /// Why not. The identifiers are `DATA_FOLDER_` and the name.
  public enum Cause {
    /// A later version wrote it, in a layout that this one cannot read.
    NEWER,
    /// An earlier version wrote it, and it was not upgraded; a node that starts does that.
    OLDER,
    /// A file says something that no version has written.
    DAMAGED,
    /// This version cannot bring a folder to the layout that was asked for.
    NO_SUCH_LAYOUT
  }

  private FolderRefused(Cause why, String text, @Nullable Throwable cause) {
    super("DATA_FOLDER_" + why + ": " + text, cause);
    this.why = why;
  }

  public Cause why() {
    return why;
  }

  static FolderRefused newer(FolderLayout layout) {
    return new FolderRefused(
        Cause.NEWER,
        "it has layout "
            + layout.text()
            + ", this version knows "
            + FolderLayout.CURRENT
            + "; use the version that wrote it, or its `palaver radio data downgrade --to "
            + FolderLayout.CURRENT
            + "`",
        null);
  }

  static FolderRefused older(FolderLayout layout) {
    return new FolderRefused(
        Cause.OLDER, "it has layout " + layout.text() + "; a node that starts upgrades it", null);
  }

  static FolderRefused damaged(Path file, @Nullable Throwable cause) {
    return new FolderRefused(Cause.DAMAGED, file + " is damaged", cause);
  }

  static FolderRefused noSuchLayout(int asked) {
    return new FolderRefused(
        Cause.NO_SUCH_LAYOUT,
        "there is no way from here to layout "
            + asked
            + "; this version knows "
            + FolderLayout.OLDEST
            + " to "
            + FolderLayout.CURRENT,
        null);
  }
}
