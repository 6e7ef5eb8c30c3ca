// SPDX-License-Identifier: Apache-2.0
package palaver.audio.packet;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any bytes are read as RED without an exception, and every block lies inside of them.
class RedFuzzTest {

  @FuzzTest(maxDuration = "5s")
  void parse(byte[] data) {
    RedView view = new RedView();
    if (!view.parse(data, 0, data.length)) {
      return;
    }
    for (int block = 0; block < view.count(); block++) {
      int end = view.offset(block) + view.lengthBytes(block);
      if (view.lengthBytes(block) < 0 || view.offset(block) < 1 || end > data.length) {
        throw new AssertionError("a block lies outside");
      }
    }
  }
}
