// SPDX-License-Identifier: Apache-2.0
package palaver.wire.rtcp;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any bytes are read without an exception, and a compound packet says a bounded number of things.
class RtcpFuzzTest {

  @FuzzTest(maxDuration = "5s")
  void read(byte[] data) {
    RtcpCursor cursor = new RtcpCursor();
    cursor.open(data, 0, data.length);
    int statements = RtcpText.tell(cursor).size();
    if (statements > 17 * (data.length / 4 + 1)) {
      throw new AssertionError("more statements than bytes can hold");
    }
  }
}
