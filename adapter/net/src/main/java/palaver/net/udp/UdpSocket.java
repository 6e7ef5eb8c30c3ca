// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import java.net.InetSocketAddress;
import palaver.base.Outbox;

/// A UDP socket as a driver wants it: reads and sends many datagrams at once, numbers addresses.
///
/// Only the driver's thread may call it, with the exceptions of [#wakeUp] and the figures.
/// Datagrams that cannot be sent are dropped (the newest goes) and counted: nothing waits.
public interface UdpSocket extends AutoCloseable {

  /// Overwrites `batch` with what has arrived, at most its capacity, and answers how many datagrams
  /// that are. Never waits.
  int receive(ReceivedBatch batch);

  /// Sends all datagrams of `outbox`, in order for each destination. Does not clear it.
  void send(Outbox<?> outbox);

  /// Waits until a datagram has arrived, [#wakeUp] was called since the last wait, or `timeoutNs`
  /// are over.
  void await(long timeoutNs);

  /// Ends the present or the next [#await]. Any thread may call it.
  void wakeUp();

  /// The numbers of the peers' addresses.
  AddressTable addresses();

  /// Where the socket is bound.
  InetSocketAddress localAddress();

  /// What the system granted as receive buffer.
  int receiveBufferBytes();

  /// A short name for logs and reports, such as `native, segments`.
  String description();

  SocketFigures figures();

  /// Frees the port. Idempotent.
  @Override
  void close();
}
