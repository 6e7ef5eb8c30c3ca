// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// A process that upgrades a data folder and waits in the middle of it to be killed.
final class UpgradeVictim {

  /// What it prints when it waits.
  static final String THERE = "there";

  private UpgradeVictim() {}

  /// Upgrades, and prints when it waits.
  ///
  /// @param args the folder, and before which change of the disk to wait
  public static void main(String[] args) throws IOException {
    int[] left = {Integer.parseInt(args[1])};
    FolderLayouts.upgrade(
        Path.of(args[0]),
        () -> {
          if (left[0]-- == 0) {
            System.out.println(THERE);
            while (true) {
              LockSupport.park();
            }
          }
        });
  }
}
