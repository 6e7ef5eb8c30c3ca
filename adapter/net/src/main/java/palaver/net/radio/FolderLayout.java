// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import org.jspecify.annotations.Nullable;

/// Which layout a data folder has, as its file `format` says: `2`, or `3 2` for layout 3 that only
/// adds files and lines to layout 2, so that a program of layout 2 may open it.
///
/// @param number of the layout that the folder was written in
/// @param since the oldest layout whose programs may open it, `number` at most
public record FolderLayout(int number, int since) {

  /// The layout that this version writes.
  public static final int CURRENT = 2;

  /// The oldest layout that this version can upgrade and go down to.
  public static final int OLDEST = 1;

  private static final String FORM = "[1-9][0-9]{0,5}( [1-9][0-9]{0,5})?";

  /// A layout that programs of older ones may not open.
  static FolderLayout of(int number) {
    return new FolderLayout(number, number);
  }

  /// Reads what `format` says; null when it is damaged.
  static @Nullable FolderLayout parse(String text) {
    if (!text.matches(FORM)) {
      return null;
    }
    String[] numbers = text.split(" ", -1);
    int number = Integer.parseInt(numbers[0]);
    int since = numbers.length == 1 ? number : Integer.parseInt(numbers[1]);
    return since <= number ? new FolderLayout(number, since) : null;
  }

  /// As `format` says it.
  String text() {
    return since == number ? String.valueOf(number) : number + " " + since;
  }

  /// Whether this version can open the folder as it is.
  boolean opens() {
    return number == CURRENT || (isLater() && since <= CURRENT);
  }

  /// Whether a later version wrote it.
  boolean isLater() {
    return number > CURRENT;
  }
}
