// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.net.InetSocketAddress;
import java.util.List;
import palaver.base.Outbox;
import palaver.net.udp.UdpSocket;

/// The driver's sending path alone: prefilled packets from the outbox to the kernel, with nothing
/// received, decided or sealed. What a forwarding server could reach at most.
///
/// The packets lie in the outbox as a turn leaves them: talker by talker, and for each talker one
/// for every listener.
public final class BareLoop {

  private static final int OUTBOX_DATAGRAMS_MAX = 8192;
  private static final int OUTBOX_BYTES = 1 << 20;

  private final UdpSocket socket;
  private final Outbox<String> outbox = new Outbox<>(OUTBOX_DATAGRAMS_MAX, OUTBOX_BYTES);

  /// A loop over turns in which `talkers` send one packet of `packetBytes` to each of `listeners`.
  public BareLoop(
      UdpSocket socket, List<InetSocketAddress> listeners, int talkers, int packetBytes) {
    this.socket = socket;
    byte[] packet = new byte[packetBytes];
    packet[0] = (byte) 0x90;
    for (int talker = 0; talker < talkers; talker++) {
      for (InetSocketAddress listener : listeners) {
        int destination = socket.addresses().number(listener);
        if (!outbox.send(destination, packet, 0, packetBytes)) {
          throw new IllegalArgumentException("a turn of that size does not fit the outbox");
        }
      }
    }
  }

  /// Sends turn after turn for `durationNs` and answers how many packets the kernel took.
  public long run(long durationNs) {
    long before = socket.figures().sent();
    long endNs = System.nanoTime() + durationNs;
    while (System.nanoTime() < endNs) {
      socket.send(outbox);
    }
    return socket.figures().sent() - before;
  }
}
