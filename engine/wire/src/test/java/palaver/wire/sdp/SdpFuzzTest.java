// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sdp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import palaver.base.Parsed;

/// Any text is read without an exception, and what is read can be written and read again.
class SdpFuzzTest {

  @FuzzTest(maxDuration = "5s")
  void parse(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    if (SdpParser.parse(text) instanceof Parsed.Ok<SdpSession>(SdpSession session)) {
      session.media().forEach(media -> media.rtpMaps().forEach(SdpRtpMap::payloadType));
      session.media().forEach(media -> media.extMaps().forEach(SdpExtMap::toValue));
      Parsed<SdpSession> again = SdpParser.parse(SdpWriter.write(session));
      if (!again.equals(Parsed.ok(session)) && SdpWriter.write(session).length() < 60_000) {
        throw new AssertionError("reads back differently: " + session);
      }
    }
  }
}
