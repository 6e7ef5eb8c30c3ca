// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import java.util.List;

/// How much of a text was understood.
final class Understood {

  private Understood() {}

  /// The share of the words said that were heard, in their order.
  static double share(List<String> said, List<String> heard) {
    int[][] common = new int[said.size() + 1][heard.size() + 1];
    for (int i = 1; i <= said.size(); i++) {
      for (int j = 1; j <= heard.size(); j++) {
        common[i][j] =
            said.get(i - 1).equals(heard.get(j - 1))
                ? common[i - 1][j - 1] + 1
                : Math.max(common[i - 1][j], common[i][j - 1]);
      }
    }
    return (double) common[said.size()][heard.size()] / said.size();
  }
}
