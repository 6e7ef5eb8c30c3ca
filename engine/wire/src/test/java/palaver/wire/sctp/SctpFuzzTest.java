// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sctp;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any bytes are read without an exception, also when their checksum is right.
class SctpFuzzTest {

  @FuzzTest(maxDuration = "5s")
  void parse(byte[] data) {
    byte[] packet = new byte[SctpFormat.HEADER_BYTES + data.length];
    SctpWriter writer = new SctpWriter();
    writer.begin(packet, 0, 1);
    writer.put(data, 0, data.length);
    int lengthBytes = writer.finish();
    SctpPacketView view = new SctpPacketView();
    if (!view.parse(packet, 0, lengthBytes)) {
      return;
    }
    while (view.nextChunk()) {
      int end = view.valueOffset() + view.valueBytes();
      if (view.type() > 255 || view.flags() > 255 || end > packet.length) {
        throw new AssertionError("a chunk lies inside its packet");
      }
      int parameter = view.parameter(SctpFormat.STATE_COOKIE);
      if (parameter >= end) {
        throw new AssertionError("a parameter lies inside its chunk");
      }
    }
  }
}
