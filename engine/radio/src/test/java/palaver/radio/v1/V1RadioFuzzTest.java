// SPDX-License-Identifier: Apache-2.0
package palaver.radio.v1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import palaver.base.Datagram;
import palaver.base.Outbox;

/// Whatever comes to a node of protocol v1, it neither throws nor answers at once, and keeps no
/// more than its limit.
class V1RadioFuzzTest {
  private final V1Radio node = new V1Radio(0, "", (_, _, _, _, _, _) -> {});
  private final Datagram datagram = new Datagram();
  private long nowNs;
  private int from;

  @FuzzTest(maxDuration = "5s")
  void datagrams(byte[] data) {
    nowNs += 10_000_000;
    from = (from + 1) % 1_000;
    Outbox<V1Event> outbox = new Outbox<>(256, 256 * 1_500);
    node.onDatagram(nowNs, datagram.set(data, 0, data.length, from), outbox);
    if (outbox.datagramCount() > 0 || node.peerCount() > 64 || node.talks()) {
      throw new AssertionError("a packet makes a node say nothing");
    }
  }
}
