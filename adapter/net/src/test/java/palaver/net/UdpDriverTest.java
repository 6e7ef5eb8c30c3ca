// SPDX-License-Identifier: Apache-2.0
package palaver.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import palaver.base.AddressBook;
import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.net.udp.UdpSocket;
import palaver.net.udp.UdpSocketOptions;
import palaver.net.udp.UdpSockets;

@Timeout(20)
class UdpDriverTest {

  /// An engine that echoes datagrams, obeys commands and tells what it saw.
  private static final class Echo implements Engine<String, String> {
    private final int generation;
    private final AddressBook addresses;
    private long deadlineNs = Deadlines.NEVER;

    Echo(int generation, AddressBook addresses) {
      this.generation = generation;
      this.addresses = addresses;
    }

    @Override
    public void onDatagram(long nowNs, Datagram datagram, Outbox<String> outbox) {
      outbox.send(datagram.source(), datagram.bytes(), datagram.offset(), datagram.length());
      outbox.retain(datagram.source());
      String text =
          new String(
              datagram.bytes(), datagram.offset(), datagram.length(), StandardCharsets.ISO_8859_1);
      outbox.emit(
          "datagram " + text.substring(1) + " from port " + addresses.port(datagram.source()));
      if (text.endsWith("throw")) {
        throw new IllegalStateException("as asked");
      }
    }

    @Override
    public void onCommand(long nowNs, String command, Outbox<String> outbox) {
      switch (command) {
        case "timer" -> deadlineNs = nowNs + 1_000_000;
        case "throw" -> throw new IllegalStateException("as asked");
        case "error" -> throw new StackOverflowError("as asked");
        default -> outbox.emit("command " + command + " at engine " + generation);
      }
    }

    @Override
    public void onDeadline(long nowNs, Outbox<String> outbox) {
      if (nowNs >= deadlineNs) {
        deadlineNs = Deadlines.NEVER;
        outbox.emit("deadline");
      }
    }

    @Override
    public long nextDeadlineNs() {
      return deadlineNs;
    }
  }

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final List<Throwable> restarts = new CopyOnWriteArrayList<>();
  private final AtomicInteger generations = new AtomicInteger();
  private @Nullable UdpSocket socket;
  private @Nullable UdpDriver<String, String> driver;
  private DatagramChannel peer = channel();

  private static DatagramChannel channel() {
    try {
      return DatagramChannel.open();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void open() throws Exception {
    socket =
        UdpSockets.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), UdpSocketOptions.DEFAULTS);
    driver =
        new UdpDriver<>(
            new DriverOptions("media-test", 4, 256, 64, 1 << 18, 8, DriverOptions.Gather.NEVER, 0),
            socket,
            512,
            MonotonicClock.system(),
            book -> new Echo(generations.incrementAndGet(), book),
            new DriverHooks<>(
                this::take, event -> event.contains("failed") ? event : null, restarts::add));
    peer.connect(socket.localAddress());
  }

  private void take(String event) {
    events.add(event);
    if (event.contains("hook")) {
      throw new IllegalStateException("a hook that fails");
    }
  }

  @AfterEach
  void close() throws Exception {
    driver().close();
    peer.close();
  }

  private UdpDriver<String, String> driver() {
    return java.util.Objects.requireNonNull(driver);
  }

  @Test
  void givesDatagramsToTheEngineAndSendsWhatItMakes() throws Exception {
    driver().start();
    write(0x16, "hello");
    assertThat(read()).isEqualTo("hello");
    assertThat(events.take()).isEqualTo("datagram hello from port " + peerPort());
    assertThat(driver().health().received()).isEqualTo(1);
    assertThat(driver().health().alive()).isTrue();
  }

  @Test
  void givesWhatKeepsConnectionsAliveFirstThenMedia() throws Exception {
    write(0x80, "media");
    write(0x00, "check");
    write(0x90, "media too");
    write(0x16, "handshake");
    driver().start();
    assertThat(List.of(events.take(), events.take(), events.take(), events.take()))
        .extracting(text -> text.replaceAll(" from port.*", ""))
        .containsExactly(
            "datagram check", "datagram handshake", "datagram media", "datagram media too");
  }

  @Test
  void takesCommandsInOrderAndRefusesWhatTheQueueCannotHold() throws Exception {
    assertThat(List.of("a", "b", "c", "d")).allMatch(driver()::offer);
    assertThat(driver().offer("e")).isFalse();
    assertThat(driver().health().commandsRefused()).isEqualTo(1);
    driver().start();
    assertThat(List.of(events.take(), events.take(), events.take(), events.take()))
        .allMatch(event -> event.endsWith("at engine 1"))
        .extracting(event -> event.charAt("command ".length()))
        .containsExactly('a', 'b', 'c', 'd');
  }

  @Test
  void wakesFromItsWaitForACommand() throws Exception {
    driver().start();
    for (int i = 0; i < 200; i++) {
      while (!driver().offer("n" + i)) {
        Thread.onSpinWait();
      }
      assertThat(events.take()).isEqualTo("command n" + i + " at engine 1");
    }
  }

  @Test
  void keepsTheEnginesDeadlines() throws Exception {
    driver().start();
    driver().offer("timer");
    assertThat(events.take()).isEqualTo("deadline");
  }

  @Test
  void closeTakesTheCommandsThatWaitAndFreesThePort() throws Exception {
    driver().start();
    driver().offer("last");
    driver().close();
    assertThat(events).contains("command last at engine 1");
    assertThat(driver().offer("too late")).isFalse();
    assertThat(driver().health().alive()).isFalse();
    try (DatagramChannel again = DatagramChannel.open()) {
      again.bind(driver().socket().localAddress());
    }
  }

  @Test
  void closeBeforeStartFreesThePort() throws Exception {
    driver().close();
    try (DatagramChannel again = DatagramChannel.open()) {
      again.bind(driver().socket().localAddress());
    }
  }

  @Test
  void anExceptionCostsOneCountAndTheEngineGoesOn() throws Exception {
    driver().start();
    driver().offer("throw");
    driver().offer("after");
    assertThat(events.take()).isEqualTo("command after at engine 1");
    assertThat(driver().health().peersFailed()).isEqualTo(1);
    assertThat(restarts).isEmpty();
  }

  @Test
  void onePeerThatAlwaysFailsDoesNotRestartTheEngine() throws Exception {
    driver().start();
    for (int i = 0; i < 5; i++) {
      write(0x16, "throw");
      assertThat(events.take()).startsWith("datagram throw");
    }
    driver().offer("after");
    assertThat(events.take()).isEqualTo("command after at engine 1");
  }

  @Test
  void anErrorStartsAFreshEngineOnTheSamePort() throws Exception {
    driver().start();
    driver().offer("error");
    driver().offer("after");
    assertThat(events.take()).isEqualTo("command after at engine 2");
    assertThat(restarts).singleElement().isInstanceOf(StackOverflowError.class);
    assertThat(driver().health().engineRestarts()).isEqualTo(1);
    write(0x16, "still here");
    assertThat(read()).isEqualTo("still here");
  }

  @Test
  void threeDifferentFailedPeersStartAFreshEngine() throws Exception {
    driver().start();
    for (String command : List.of("a failed", "b failed", "b failed", "c failed")) {
      driver().offer(command);
      assertThat(events.take()).endsWith("engine 1");
    }
    driver().offer("after");
    assertThat(events.take()).isEqualTo("command after at engine 2");
    assertThat(restarts).hasSize(1);
  }

  @Test
  void aHookThatFailsIsCountedAndHurtsNobody() throws Exception {
    driver().start();
    driver().offer("hook");
    driver().offer("after");
    assertThat(events.take()).startsWith("command hook");
    assertThat(events.take()).startsWith("command after");
    assertThat(driver().health().hookFailures()).isEqualTo(1);
  }

  @Test
  void aQuestionIsAnsweredOnTheDriversThreadByTheEngineThatThereIs() throws Exception {
    driver().start();
    driver()
        .ask(
            engine -> events.add(Thread.currentThread().getName() + " " + engine.nextDeadlineNs()));
    assertThat(events.poll(5, TimeUnit.SECONDS)).isEqualTo("media-test " + Deadlines.NEVER);
    driver()
        .ask(engine -> {
          throw new IllegalStateException("a bad question");
        });
    driver().offer("after");
    assertThat(events.poll(5, TimeUnit.SECONDS)).startsWith("command after");
  }

  @Test
  void answersManyPeersAtOnce() throws Exception {
    driver().start();
    CountDownLatch answered = new CountDownLatch(50);
    for (int i = 0; i < 50; i++) {
      Thread.ofVirtual()
          .start(() -> {
            try (DatagramChannel channel = DatagramChannel.open()) {
              channel.connect(driver().socket().localAddress());
              channel.write(ByteBuffer.wrap(new byte[] {0x16, 'x'}));
              channel.read(ByteBuffer.allocate(10));
              answered.countDown();
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
    }
    assertThat(answered.await(15, TimeUnit.SECONDS)).isTrue();
  }

  private void write(int firstByte, String text) throws Exception {
    byte[] bytes = ("." + text).getBytes(StandardCharsets.ISO_8859_1);
    bytes[0] = (byte) firstByte;
    peer.write(ByteBuffer.wrap(bytes));
  }

  private String read() throws Exception {
    ByteBuffer in = ByteBuffer.allocate(1500);
    peer.read(in);
    return new String(in.array(), 1, in.position() - 1, StandardCharsets.ISO_8859_1);
  }

  private int peerPort() throws Exception {
    return ((InetSocketAddress) peer.getLocalAddress()).getPort();
  }
}
