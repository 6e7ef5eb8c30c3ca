// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

/// Counts of one socket, readable from any thread. They only grow.
public final class SocketFigures {

  final Tally received = new Tally();
  final Tally sent = new Tally();
  final Tally kernelMessages = new Tally();
  final Tally droppedFull = new Tally();
  final Tally droppedError = new Tally();
  final Tally receivedUnusable = new Tally();
  final Tally receiveErrors = new Tally();

  /// Datagrams handed to the driver.
  public long received() {
    return received.count();
  }

  /// Datagrams that the kernel took.
  public long sent() {
    return sent.count();
  }

  /// Kernel messages they went out in; fewer than [#sent] when segments are used.
  public long kernelMessages() {
    return kernelMessages.count();
  }

  /// Datagrams dropped because the kernel had no room (EAGAIN, ENOBUFS).
  public long droppedFull() {
    return droppedFull.count();
  }

  /// Datagrams dropped because the kernel refused them (no route, bad address, too long).
  public long droppedError() {
    return droppedError.count();
  }

  /// Datagrams that were empty, too long, or came when all addresses were in use.
  public long receivedUnusable() {
    return receivedUnusable.count();
  }

  public long receiveErrors() {
    return receiveErrors.count();
  }
}
