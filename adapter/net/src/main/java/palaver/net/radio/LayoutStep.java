// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.io.IOException;

/// What lies between two neighbouring layouts of the data folder, both ways.
interface LayoutStep {

  /// From the older layout to the newer.
  void up(FolderText files) throws IOException;

  /// From the newer layout to the older: what remains is what programs of the older one take.
  void down(FolderText files) throws IOException;
}
