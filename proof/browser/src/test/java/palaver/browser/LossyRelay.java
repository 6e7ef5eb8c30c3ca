// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// A UDP relay on loopback that loses a share of the media packets, each way, from a seed. STUN and
/// DTLS pass, so that what is measured is the loss of media.
final class LossyRelay implements AutoCloseable {

  private static final int FIRST_MEDIA_BYTE = 128;

  private final Selector selector;
  private final DatagramChannel front;
  private final InetSocketAddress server;
  private final double loss;
  private final SplittableRandom random;
  private final Map<SocketAddress, DatagramChannel> byClient = new HashMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
  private final Thread thread = Thread.ofPlatform().name("lossy-relay").unstarted(this::run);
  private volatile boolean closing;
  private volatile boolean cut;
  private volatile boolean moving;

  LossyRelay(InetSocketAddress server, double loss, long seed) {
    this.server = server;
    this.loss = loss;
    random = new SplittableRandom(seed);
    try {
      selector = Selector.open();
      front =
          DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      front.configureBlocking(false);
      front.register(selector, SelectionKey.OP_READ);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread.start();
  }

  /// The port that clients send to.
  int port() {
    try {
      return ((InetSocketAddress) front.getLocalAddress()).getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets nothing through any more, or everything again.
  void cut(boolean now) {
    cut = now;
  }

  /// Gives every client another address at the server, as when a phone changes its network.
  void move() {
    moving = true;
    selector.wakeup();
  }

  private void run() {
    try {
      while (!closing) {
        if (moving) {
          moving = false;
          forgetAddresses();
        }
        selector.select(key -> {
          try {
            pass(key);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
      }
      for (DatagramChannel channel : byClient.values()) {
        channel.close();
      }
      front.close();
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forgetAddresses() throws IOException {
    for (DatagramChannel channel : byClient.values()) {
      channel.close();
    }
    byClient.clear();
  }

  private void pass(SelectionKey key) throws IOException {
    DatagramChannel channel = (DatagramChannel) key.channel();
    buffer.clear();
    SocketAddress from = channel.receive(buffer);
    while (from != null) {
      buffer.flip();
      if (!lost()) {
        forward(channel, from, key.attachment());
      }
      buffer.clear();
      from = channel.receive(buffer);
    }
  }

  private boolean lost() {
    if (cut) {
      return true;
    }
    boolean media = buffer.hasRemaining() && (buffer.get(0) & 0xff) >= FIRST_MEDIA_BYTE;
    return media && random.nextDouble() < loss;
  }

  private void forward(DatagramChannel channel, SocketAddress from, Object client)
      throws IOException {
    if (channel.equals(front)) {
      DatagramChannel back = byClient.get(from);
      if (back == null) {
        back =
            DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        back.configureBlocking(false);
        back.register(selector, SelectionKey.OP_READ, from);
        byClient.put(from, back);
      }
      back.send(buffer, server);
    } else {
      front.send(buffer, (SocketAddress) client);
    }
  }

  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
