// SPDX-License-Identifier: Apache-2.0
package palaver.wire.stun;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Objects;
import palaver.base.Parsed;

/// Any bytes are read without an exception, and what is read can be asked everything.
class StunFuzzTest {
  private static final StunKey KEY = StunKey.shortTerm("VOkJxbRl1RmTxUk/WvJxBt");

  @FuzzTest(maxDuration = "5s")
  void parse(byte[] data) {
    if (StunMessage.parse(data, 0, data.length) instanceof Parsed.Ok<StunMessage>(StunMessage m)) {
      boolean asked =
          Objects.hash(m.messageClass(), m.method(), m.username(), m.priority(), m.errorCode()) != 0
              || m.isAuthentic(KEY)
              || m.useCandidate()
              || m.hasIntegrity();
      if (asked && m.transactionId().length != 12) {
        throw new AssertionError("a transaction id has 12 bytes");
      }
      StunAddress mapped = m.mappedAddress();
      if (mapped != null && mapped.ip().length != 4 && mapped.ip().length != 16) {
        throw new AssertionError("an address has 4 or 16 bytes");
      }
    }
  }
}
