// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import palaver.base.Outbox;
import palaver.net.SystemSecrets;
import palaver.radio.Credentials;
import palaver.radio.RadioCommand;
import palaver.radio.RadioConfig;
import palaver.radio.RadioEvent;
import palaver.radio.RadioNode;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.Membership;
import palaver.wire.radio.Capabilities;

/// A real node on real sockets at loopback, where there is no multicast: it finds others by name.
final class Member implements RadioNodeHooks, AutoCloseable {

  private static final long FEATURES = Capabilities.FEATURE_LEAD | Capabilities.FEATURE_TALK;

  final BlockingQueue<RadioEvent> events = new LinkedBlockingQueue<>();
  final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  final FrameRing microphone = new FrameRing(64);
  final palaver.wire.radio.NodeId id;
  final RadioSocket socket;
  final RadioNode node;
  final RadioDriver<RadioCommand, RadioEvent> driver;

  Member(DeviceIdentity identity, Membership membership, NodeFiles files, List<PeerName> peers)
      throws IOException {
    id = identity.node();
    RadioNetwork network =
        new RadioNetwork(
            InetAddress.getLoopbackAddress(), 0, RadioNetwork.DISCOVERY_PORT, false, peers);
    socket = RadioSocket.open(network);
    RadioClocks clocks = RadioClocks.system();
    Capabilities capabilities = new Capabilities(2, 2, Capabilities.NodeClass.DESKTOP, FEATURES, 8);
    long boot = files.nextBoot(clocks.epochMs()) << 32;
    RadioConfig config =
        RadioConfig.of(identity.node(), boot, "member", capabilities, socket.all())
            .restarted(boot, files.termCounter());
    node =
        new RadioNode(
            config,
            new Credentials(identity, membership.copy(), new SystemSecrets()),
            files,
            (_, _, _, sequence, bytes, at, length, _) ->
                heard.add(sequence + ":" + (length == 0 ? "" : String.valueOf(bytes[at]))),
            socket.directory(),
            new SplittableRandom(identity.node().value()));
    driver = new RadioDriver<>(network, socket, clocks, node, this);
    driver.start();
    driver.command(new RadioCommand.Start(clocks.epochMs()));
  }

  PeerName name() {
    return new PeerName("127.0.0.1", socket.localAddress().getPort());
  }

  @Override
  public void sources(long nowNs, Outbox<RadioEvent> outbox) {
    while (microphone.poll(
        (_, _, _, bytes, length) -> node.onMicrophone(nowNs, bytes, 0, length, outbox))) {}
  }

  @Override
  public void event(RadioEvent event) {
    events.add(event);
  }

  @Override
  public void failed(Throwable failure) {
    heard.add("failed: " + failure);
  }

  /// Whether the node leads.
  boolean leads() {
    return driver
        .ask(_ -> node.standing() instanceof palaver.radio.Standing.Leader)
        .orTimeout(5, java.util.concurrent.TimeUnit.SECONDS)
        .join();
  }

  /// Whether the node follows `leader`.
  boolean follows(Member leader) {
    return driver
        .ask(_ -> node.standing())
        .orTimeout(5, java.util.concurrent.TimeUnit.SECONDS)
        .join()
        .equals(new palaver.radio.Standing.Follower(leader.id));
  }

  @Override
  public void close() {
    driver.close();
  }
}
