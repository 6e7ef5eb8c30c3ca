// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import palaver.base.Datagram;
import palaver.base.Outbox;

@Timeout(20)
class UdpSocketTest {

  /// One way to have a socket.
  interface Opener {
    UdpSocket open(InetSocketAddress local) throws Exception;
  }

  record Kind(String name, Opener opener) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kind> kinds() {
    Stream<Kind> nio =
        Stream.of(new Kind("nio", local -> NioUdpSocket.open(local, UdpSocketOptions.DEFAULTS)));
    Stream<Kind> natives =
        Stream.of(SendMode.values())
            .filter(_ -> NativeUdpSocket.isAvailable())
            .map(mode ->
                new Kind(
                    "native " + mode,
                    local ->
                        NativeUdpSocket.open(local, UdpSocketOptions.DEFAULTS.withSendMode(mode))));
    return Stream.concat(nio, natives);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void deliversManyDatagramsInOrder(Kind kind) throws Exception {
    try (UdpSocket a = kind.opener().open(at("127.0.0.1"));
        UdpSocket b = kind.opener().open(at("127.0.0.1"))) {
      Outbox<String> outbox = new Outbox<>(1024, 1 << 20);
      int peer = a.addresses().number(b.localAddress());
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        String text = "packet " + i + "x".repeat(i % 3 == 0 ? 100 : 140);
        expected.add(text);
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(outbox.send(peer, bytes, 0, bytes.length)).isTrue();
      }
      a.send(outbox);
      assertThat(receiveTexts(b, 300)).isEqualTo(expected);
      assertThat(a.figures().sent()).isEqualTo(300);
      assertThat(b.figures().received()).isEqualTo(300);
      assertThat(a.figures().droppedFull() + a.figures().droppedError()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void answersOverIpv6(Kind kind) throws Exception {
    try (UdpSocket a = kind.opener().open(at("::1"));
        UdpSocket b = kind.opener().open(at("::1"))) {
      send(a, a.addresses().number(b.localAddress()), "hello");
      int source = receiveSource(b);
      assertThat(b.addresses().ip(source)).hasSize(16);
      assertThat(b.addresses().port(source)).isEqualTo(a.localAddress().getPort());
      send(b, source, "back");
      assertThat(receiveTexts(a, 1)).containsExactly("back");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void servesBothIpVersionsOnTheWildcardAddress(Kind kind) throws Exception {
    try (UdpSocket all = kind.opener().open(new InetSocketAddress(0));
        UdpSocket four = kind.opener().open(at("127.0.0.1"));
        UdpSocket six = kind.opener().open(at("::1"))) {
      int port = all.localAddress().getPort();
      send(four, four.addresses().number(on("127.0.0.1", port)), "four");
      int fromFour = receiveSource(all);
      assertThat(all.addresses().ip(fromFour)).containsExactly(127, 0, 0, 1);
      send(six, six.addresses().number(on("::1", port)), "six");
      int fromSix = receiveSource(all);
      assertThat(all.addresses().ip(fromSix)).hasSize(16);
      send(all, fromFour, "to four");
      send(all, fromSix, "to six");
      assertThat(receiveTexts(four, 1)).containsExactly("to four");
      assertThat(receiveTexts(six, 1)).containsExactly("to six");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void saysThatAPortIsTaken(Kind kind) throws Exception {
    try (UdpSocket first = kind.opener().open(at("127.0.0.1"))) {
      assertThatThrownBy(() -> kind.opener().open(first.localAddress()))
          .isInstanceOf(BindException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void dropsAndCountsWhatIsTooLongOrEmpty(Kind kind) throws Exception {
    try (UdpSocket socket = kind.opener().open(at("127.0.0.1"));
        DatagramChannel peer = DatagramChannel.open(StandardProtocolFamily.INET)) {
      peer.send(ByteBuffer.allocate(1501), socket.localAddress());
      peer.send(ByteBuffer.allocate(9000), socket.localAddress());
      peer.send(ByteBuffer.allocate(0), socket.localAddress());
      peer.send(ByteBuffer.allocate(1500), socket.localAddress());
      ReceivedBatch batch = new ReceivedBatch(16);
      int received = 0;
      while (received == 0) {
        socket.await(1_000_000_000);
        received += socket.receive(batch);
      }
      assertThat(received).isEqualTo(1);
      assertThat(batch.length(0)).isEqualTo(1500);
      assertThat(socket.figures().receivedUnusable()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void dropsAndCountsWhatCannotBeSentAndGoesOn(Kind kind) throws Exception {
    try (UdpSocket socket = kind.opener().open(at("127.0.0.1"));
        UdpSocket peer = kind.opener().open(at("127.0.0.1"))) {
      Outbox<String> outbox = new Outbox<>(16, 1 << 16);
      int nowhere = socket.addresses().number(on("192.0.2.1", 0));
      int good = socket.addresses().number(peer.localAddress());
      outbox.send(nowhere, new byte[] {1}, 0, 1);
      outbox.send(good, new byte[] {'a'}, 0, 1);
      socket.send(outbox);
      assertThat(receiveTexts(peer, 1)).containsExactly("a");
      assertThat(socket.figures().droppedError()).isEqualTo(1);
      assertThat(socket.figures().sent()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aWakeUpEndsThePresentOrTheNextWait(Kind kind) throws Exception {
    try (UdpSocket socket = kind.opener().open(at("127.0.0.1"))) {
      socket.wakeUp();
      socket.await(60_000_000_000L);
      Thread other = Thread.ofPlatform().start(socket::wakeUp);
      socket.await(60_000_000_000L);
      other.join();
    }
  }

  @Test
  void segmentsLeaveAsOneMessageAndArriveAsOrdinaryDatagrams() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(NativeUdpSocket.isAvailable());
    try (NativeUdpSocket a = NativeUdpSocket.open(at("127.0.0.1"), UdpSocketOptions.DEFAULTS);
        UdpSocket b = NioUdpSocket.open(at("127.0.0.1"), UdpSocketOptions.DEFAULTS)) {
      Outbox<String> outbox = new Outbox<>(64, 1 << 17);
      int peer = a.addresses().number(b.localAddress());
      for (int i = 0; i < 9; i++) {
        outbox.send(peer, new byte[] {(byte) ('a' + i), 'x'}, 0, i == 8 ? 1 : 2);
      }
      a.send(outbox);
      assertThat(receiveTexts(b, 9))
          .containsExactly("ax", "bx", "cx", "dx", "ex", "fx", "gx", "hx", "i");
      if (a.sendMode() == SendMode.SEGMENTS) {
        assertThat(a.figures().kernelMessages()).isEqualTo(1);
      }
    }
  }

  @Test
  void theNativeSocketAnswersFromTheAddressThatWasAsked() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(NativeUdpSocket.isAvailable());
    for (SendMode mode : SendMode.values()) {
      try (NativeUdpSocket all =
              NativeUdpSocket.open(
                  new InetSocketAddress(0), UdpSocketOptions.DEFAULTS.withSendMode(mode));
          DatagramChannel peer = DatagramChannel.open(StandardProtocolFamily.INET)) {
        // A connected socket takes datagrams from that one address only.
        peer.connect(on("127.0.0.2", all.localAddress().getPort()));
        peer.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        int source = receiveSource(all);
        send(all, source, "one");
        send(all, source, "two");
        ByteBuffer in = ByteBuffer.allocate(100);
        peer.read(in);
        assertThat(in.position()).isEqualTo(3);
      }
    }
  }

  @Test
  void theBestSocketOfThisMachineOpens() throws Exception {
    try (UdpSocket socket = UdpSockets.open(at("127.0.0.1"), UdpSocketOptions.DEFAULTS)) {
      assertThat(socket.localAddress().getPort()).isPositive();
      assertThat(socket.receiveBufferBytes()).isPositive();
      assertThat(socket.description()).isNotEmpty();
    }
  }

  static InetSocketAddress at(String ip) {
    return on(ip, 0);
  }

  private static InetSocketAddress on(String ip, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
  }

  static void send(UdpSocket socket, int destination, String text) {
    Outbox<String> outbox = new Outbox<>(4, 1 << 14);
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    outbox.send(destination, bytes, 0, bytes.length);
    socket.send(outbox);
  }

  private static int receiveSource(UdpSocket socket) {
    ReceivedBatch batch = new ReceivedBatch(1);
    while (socket.receive(batch) == 0) {
      socket.await(1_000_000_000);
    }
    return batch.view(0, new Datagram()).source();
  }

  private static List<String> receiveTexts(UdpSocket socket, int count) {
    ReceivedBatch batch = new ReceivedBatch(512);
    Datagram view = new Datagram();
    List<String> texts = new ArrayList<>();
    while (texts.size() < count) {
      socket.await(1_000_000_000);
      int received = socket.receive(batch);
      for (int i = 0; i < received; i++) {
        batch.view(i, view);
        texts.add(
            new String(
                view.bytes(),
                view.offset(),
                view.length(),
                java.nio.charset.StandardCharsets.US_ASCII));
      }
    }
    return texts;
  }
}
