// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import palaver.base.Outbox;
import palaver.floor.ParticipantState;
import palaver.net.SystemSecrets;
import palaver.net.radio.FrameRing;
import palaver.net.radio.RadioClocks;
import palaver.net.radio.RadioDriver;
import palaver.net.radio.RadioNetwork;
import palaver.net.radio.RadioNodeHooks;
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
final class CrowdNode implements RadioNodeHooks, AutoCloseable {

  private static final long FEATURES =
      Capabilities.FEATURE_LEAD | Capabilities.FEATURE_RELAY | Capabilities.FEATURE_TALK;
  private static final Capabilities.NodeClass[] KINDS = {
    Capabilities.NodeClass.LAPTOP, Capabilities.NodeClass.TABLET, Capabilities.NodeClass.PHONE
  };
  private static final long FRAME_NS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int FRAME_BYTES = 60;
  private static final long ANSWER_SECONDS = 20;

  final NodeId id;
  final AtomicLong frames = new AtomicLong();
  final AtomicLong firstFrameNs = new AtomicLong();
  final RadioDriver<RadioCommand, RadioEvent> driver;
  private final FrameRing microphone = new FrameRing(64);
  private final RadioNode node;
  private final byte[] frame = new byte[FRAME_BYTES];
  private long spoken;
  private volatile long pressedNs;
  private volatile long grantedNs;
  private volatile boolean waited;
  private volatile long standingNs;

  /// How a node is.
  ///
  /// @param leader whom it follows or that it is, [NodeId#NONE] while there is none
  /// @param around how many others it knows to be there
  /// @param pressedNs when its button went down last, 0 while it is up
  /// @param grantedNs when it got the floor for its last press, 0 when it did not
  /// @param waited whether it had to wait for that
  /// @param standingNs when it last came to follow somebody or to lead
  record Look(
      NodeId leader, int around, long pressedNs, long grantedNs, boolean waited, long standingNs) {}

  /// @param index decides what kind of device it is, as in the simulator's venue
  CrowdNode(DeviceIdentity identity, Membership membership, int index) throws IOException {
    id = identity.node();
    RadioNetwork network = new RadioNetwork(null, 0, RadioNetwork.DISCOVERY_PORT, true, List.of());
    RadioSocket socket = RadioSocket.open(network);
    RadioClocks clocks = RadioClocks.system();
    Capabilities.NodeClass kind = KINDS[index % KINDS.length];
    Capabilities capabilities = new Capabilities(2, 2, kind, FEATURES, 8);
    SplittableRandom random = new SplittableRandom(id.value() ^ System.nanoTime());
    long boot = (System.currentTimeMillis() << 20) | random.nextInt(1 << 20);
    node =
        new RadioNode(
            RadioConfig.of(id, boot, "node " + index, capabilities, socket.all()),
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

  /// The button goes down, and who holds it speaks at once.
  void press() {
    grantedNs = 0;
    waited = false;
    long nowNs = System.nanoTime();
    pressedNs = nowNs;
    driver.command(new RadioCommand.Press(0, false));
    Thread.startVirtualThread(() -> speak(nowNs));
  }

  void release() {
    pressedNs = 0;
    driver.command(new RadioCommand.Release());
  }

  private void speak(long press) {
    long dueNs = press;
    while (pressedNs == press) {
      microphone.offer(0, spoken++, 0, frame, 0, FRAME_BYTES);
      driver.wakeUp();
      dueNs += FRAME_NS;
      LockSupport.parkNanos(dueNs - System.nanoTime());
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
    int around = node.around(nowNs).size();
    return new Look(leader, around, pressedNs, grantedNs, waited, standingNs);
  }

  @Override
  public void sources(long nowNs, Outbox<RadioEvent> outbox) {
    while (microphone.poll(
        (_, _, _, bytes, length) -> node.onMicrophone(nowNs, bytes, 0, length, outbox))) {}
  }

  @Override
  public void event(RadioEvent event) {
    switch (event) {
      case RadioEvent.Floor(ParticipantState.Granted _) ->
          grantedNs = grantedNs == 0 ? System.nanoTime() : grantedNs;
      case RadioEvent.Floor(ParticipantState.Queued _) -> waited = true;
      case RadioEvent.Standing(Standing now, _, _) -> {
        if (now instanceof Standing.Leader || now instanceof Standing.Follower) {
          standingNs = System.nanoTime();
        }
      }
      default -> {}
    }
  }

  @Override
  public void failed(Throwable failure) {
    System.err.println("a node failed: " + failure);
  }

  @Override
  public void close() {
    driver.close();
  }
}
