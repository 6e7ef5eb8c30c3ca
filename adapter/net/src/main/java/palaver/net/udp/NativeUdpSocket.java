// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import palaver.base.Outbox;

/// A [UdpSocket] on Linux system calls through the Foreign Function API: recvmmsg, sendmmsg and
/// UDP_SEGMENT.
///
/// Bound to all addresses, it answers each peer from the address that the peer's last datagram
/// arrived at. What the kernel refuses of the mode asked for it does without, by itself.
public final class NativeUdpSocket implements UdpSocket {

  private final LinuxSocket socket;
  private final WakeUpFile wakeUp;
  private final AddressTable addresses;
  private final SocketFigures figures = new SocketFigures();
  private final BatchReceiver receiver;
  private final BatchSender sender;
  private boolean closed;

  private NativeUdpSocket(
      Libc libc, LinuxSocket socket, WakeUpFile wakeUp, UdpSocketOptions options) {
    this.socket = socket;
    this.wakeUp = wakeUp;
    addresses = new AddressTable(options.addressesMax());
    boolean ipv6 = socket.isIpv6();
    boolean wildcard = socket.isWildcard();
    receiver =
        new BatchReceiver(
            libc, socket.file(), addresses, figures, options.batchDatagramsMax(), ipv6, wildcard);
    libc.sendOn(socket.file());
    sender = new BatchSender(libc, addresses, figures, options.sendMode(), ipv6, wildcard);
  }

  /// Whether this machine can have one.
  public static boolean isAvailable() {
    if (!Libc.isUsable()) {
      return false;
    }
    try {
      return new Libc().option(-1, 0, 0, 0, 0) < 0;
    } catch (LinkageError | RuntimeException _) {
      return false;
    }
  }

  /// Opens a socket bound to `local`; the wildcard address means both IP versions.
  ///
  /// @throws java.net.BindException when the port is taken
  public static NativeUdpSocket open(InetSocketAddress local, UdpSocketOptions options)
      throws IOException {
    Libc libc = new Libc();
    LinuxSocket socket = new LinuxSocket(libc, local, options);
    try {
      return new NativeUdpSocket(libc, socket, new WakeUpFile(libc, socket.file()), options);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public int receive(ReceivedBatch batch) {
    return receiver.receive(batch);
  }

  @Override
  public void send(Outbox<?> outbox) {
    sender.send(outbox);
  }

  @Override
  public void await(long timeoutNs) {
    if (timeoutNs > 0) {
      wakeUp.await(timeoutNs);
    }
  }

  @Override
  public void wakeUp() {
    wakeUp.wakeUp();
  }

  @Override
  public AddressTable addresses() {
    return addresses;
  }

  @Override
  public InetSocketAddress localAddress() {
    return socket.localAddress();
  }

  @Override
  public int receiveBufferBytes() {
    return socket.receiveBufferBytes();
  }

  /// How datagrams are sent by now.
  public SendMode sendMode() {
    return sender.mode();
  }

  @Override
  public String description() {
    return switch (sender.mode()) {
      case PLAIN -> "native, one by one";
      case BATCH -> "native, batches";
      case SEGMENTS -> "native, segments";
    };
  }

  @Override
  public SocketFigures figures() {
    return figures;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      wakeUp.close();
      socket.close();
    }
  }
}
