// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// From layout 1 to layout 2.
///
/// In layout 1 the file `switches` has the names of what is off, so it cannot say that something is
/// on which is usually off; layout 2 says `NAME on` or `NAME off`. In layout 2 a line that begins
/// with `+` is a later version's: it is kept, and not read. A program of layout 1 would take it for
/// damage, for a handset or for the end of the audit.
final class LayoutTwo implements LayoutStep {

  private static final String OFF = " off";
  private static final String ON = " on";
  private static final List<String> LINE_FILES =
      List.of("membership", "handsets", "settings", "audit");

  @Override
  public void up(FolderText files) throws IOException {
    files.lines(
        "switches",
        line -> Stream.of(line.isBlank() || line.contains(" ") ? line : line.strip() + OFF));
  }

  @Override
  public void down(FolderText files) throws IOException {
    files.lines(
        "switches",
        line -> {
          if (line.endsWith(OFF)) {
            return Stream.of(line.substring(0, line.length() - OFF.length()));
          }
          return line.endsWith(ON) || NodeFiles.isLater(line) ? Stream.empty() : Stream.of(line);
        });
    for (String name : LINE_FILES) {
      files.lines(name, line -> NodeFiles.isLater(line) ? Stream.empty() : Stream.of(line));
    }
  }
}
