// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import palaver.base.Parsed;
import palaver.wire.sdp.SdpParser;

/// Any text is answered or refused without an exception, and every answer is a session description.
class NegotiationFuzzTest {
  private static final NegotiationOptions OPTIONS = Offers.options(Offers.FIRST, 1, 2, 3);

  @FuzzTest(maxDuration = "5s")
  void answer(byte[] data) {
    String offer = new String(data, StandardCharsets.UTF_8);
    if (Negotiation.answer(offer, OPTIONS) instanceof Parsed.Ok<Negotiated>(Negotiated agreed)) {
      if (!(SdpParser.parse(agreed.answerSdp()) instanceof Parsed.Ok<?>)) {
        throw new AssertionError("the answer does not parse");
      }
      if (!Negotiation.answer(offer, OPTIONS, agreed.parameters()).equals(Parsed.ok(agreed))) {
        throw new AssertionError("the same offer gets another answer");
      }
    }
  }
}
