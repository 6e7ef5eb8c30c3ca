// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import palaver.base.Outbox;
import palaver.net.SystemSecrets;
import palaver.net.radio.FrameRing;
import palaver.net.radio.RadioClocks;
import palaver.net.radio.RadioDriver;
import palaver.net.radio.RadioNetwork;
import palaver.net.radio.RadioSocket;
import palaver.radio.Credentials;
import palaver.radio.MemoryStore;
import palaver.radio.RadioCommand;
import palaver.radio.RadioConfig;
import palaver.radio.RadioEvent;
import palaver.radio.RadioNode;
import palaver.radio.Standing;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.Membership;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.NodeId;

/// One engine of a radio node on real sockets, with the driver that `palaver radio` has and without
/// everything else: no folder, no sound, no page.
final class CrowdNode implements RadioDriver.Hooks<RadioCommand, RadioEvent>, AutoCloseable {

  private static final long FEATURES =
      Capabilities.FEATURE_LEAD | Capabilities.FEATURE_RELAY | Capabilities.FEATURE_TALK;
  private static final int FRAME_BYTES = 80;
  private static final long ANSWER_SECONDS = 20;

  final NodeId id;
  final AtomicLong frames = new AtomicLong();
  final AtomicLong firstFrameNs = new AtomicLong();
  final RadioDriver<RadioCommand, RadioEvent> driver;
  private final FrameRing microphone = new FrameRing(64);
  private final RadioNode node;
  private final byte[] frame = new byte[FRAME_BYTES];
  private long spoken;
  private volatile boolean pressed;

  /// How a node is.
  ///
  /// @param leader whom it follows or that it is, [NodeId#NONE] while there is none
  /// @param around how many others it knows to be there
  record Look(NodeId leader, int around) {}

  CrowdNode(DeviceIdentity identity, Membership membership, String name) throws IOException {
    id = identity.node();
    RadioNetwork network = new RadioNetwork(null, 0, RadioNetwork.DISCOVERY_PORT, true, List.of());
    RadioSocket socket = RadioSocket.open(network);
    RadioClocks clocks = RadioClocks.system();
    Capabilities capabilities = new Capabilities(2, 2, Capabilities.NodeClass.DESKTOP, FEATURES, 8);
    SplittableRandom random = new SplittableRandom(id.value() ^ System.nanoTime());
    long boot = System.currentTimeMillis() << 20 | random.nextInt(1 << 20);
    node =
        new RadioNode(
            RadioConfig.of(id, boot, name, capabilities, socket.all()),
            new Credentials(identity, membership, new SystemSecrets()),
            new MemoryStore(),
            (_, _, _, _, _, _, length, _) -> heard(length),
            socket.directory(),
            random);
    driver = new RadioDriver<>(network, socket, clocks, node, this);
    driver.start();
    driver.command(new RadioCommand.Start(clocks.epochMs()));
  }

  private void heard(int length) {
    if (length > 0) {
      firstFrameNs.compareAndSet(0, System.nanoTime());
      frames.incrementAndGet();
    }
  }

  void press() {
    driver.command(new RadioCommand.Press(0, false));
    pressed = true;
  }

  void release() {
    pressed = false;
    driver.command(new RadioCommand.Release());
  }

  /// The next 20 ms, while the button is down.
  void speak() {
    if (pressed) {
      microphone.offer(0, spoken++, 0, frame, 0, FRAME_BYTES);
      driver.wakeUp();
    }
  }

  Look look() {
    return driver.ask(this::look).orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
  }

  private Look look(long nowNs) {
    NodeId leader =
        switch (node.standing()) {
          case Standing.Leader _ -> id;
          case Standing.Follower(NodeId followed) -> followed;
          default -> NodeId.NONE;
        };
    return new Look(leader, node.around(nowNs).size());
  }

  @Override
  public RadioCommand resumed(long gapNs) {
    return new RadioCommand.Resumed(gapNs);
  }

  @Override
  public RadioCommand wallClock(long epochMs) {
    return new RadioCommand.WallClock(epochMs);
  }

  @Override
  public void sources(long nowNs, Outbox<RadioEvent> outbox) {
    while (microphone.poll(
        (_, _, _, bytes, length) -> node.onMicrophone(nowNs, bytes, 0, length, outbox))) {}
  }

  @Override
  public void event(RadioEvent event) {}

  @Override
  public void failed(Throwable failure) {
    System.err.println("a node failed: " + failure);
  }

  @Override
  public void close() {
    driver.close();
  }
}
