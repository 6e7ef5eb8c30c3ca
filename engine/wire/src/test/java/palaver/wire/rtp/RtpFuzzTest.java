// SPDX-License-Identifier: Apache-2.0
package palaver.wire.rtp;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any bytes are read without an exception, and the payload lies inside the packet.
class RtpFuzzTest {

  @FuzzTest(maxDuration = "5s")
  void parse(byte[] data) {
    RtpPacketView view = new RtpPacketView();
    if (!view.parse(data, 0, data.length)) {
      return;
    }
    int end = view.payloadOffset() + view.payloadBytes() + view.paddingBytes();
    if (view.payloadBytes() < 0 || end != data.length) {
      throw new AssertionError("header, payload and padding do not make up the packet");
    }
    for (int i = 0; i < view.csrcCount(); i++) {
      view.csrc(i);
    }
    for (int id = 0; id < 20; id++) {
      int at = view.extensionAt(id);
      if (at >= 0 && at + view.extensionBytes(at) > view.payloadOffset()) {
        throw new AssertionError("an extension runs into the payload");
      }
      view.audioLevelDbov(id);
      view.audioLevelVoiced(id);
    }
  }
}
