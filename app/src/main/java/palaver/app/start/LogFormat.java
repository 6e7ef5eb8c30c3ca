// SPDX-License-Identifier: Apache-2.0
package palaver.app.start;

import java.util.Locale;

/// How the log on standard error looks.
public enum LogFormat {
  TEXT,
  JSON;

  /// Sets the format for the whole process. Only the first logger's making counts, so this comes
  /// before everything that logs.
  public void choose() {
    System.setProperty("palaver.log.format", toString());
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
