// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.sfu.World.MS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rtc.ConnectionParameters;
import palaver.rtc.Fingerprint;
import palaver.rtc.IceCredentials;
import palaver.rtc.SendSlot;
import palaver.rtc.SrtpKeys;
import palaver.sim.Addresses;
import palaver.sim.Endpoint;
import palaver.sim.ModelKeyExchange;
import palaver.sim.SimNode;

/// One client of the [World]: what a page does, with a talker in front of it.
final class Client {
  private static final long FRAME_NS = 20 * MS;
  private static final int QUIET = -1;

  final SessionId session;
  final int stream;
  final SimNode<TestPeer.Command, TestPeer.Event> node;
  final List<Heard> heard = new ArrayList<>();
  boolean publishes = true;
  boolean showsAnotherCertificate;
  int opusPayloadType;
  long lastSentNs;

  private final World world;
  private final Offer offer;
  private final List<SendSlot> slots = new ArrayList<>();
  private final Set<String> everTold = new HashSet<>();
  private final byte[] certificate;
  private final int serverAddress;
  private RoomKey room = new RoomKey("", "");
  private int participantsMax;
  private ModelKeyExchange handshake;
  private IceCredentials local;
  private IceCredentials remote;
  private int generation;
  private boolean connected;
  private boolean handshaking;
  private int level = QUIET;
  private int frames;

  Client(World world, int number, Offer offer, int slotCount) {
    this.world = world;
    this.offer = offer;
    opusPayloadType = offer.opusPayloadType();
    stream = number;
    session = new SessionId("session-" + number);
    certificate = new byte[] {1, (byte) number};
    for (int i = 0; i < slotCount; i++) {
      slots.add(new SendSlot(Integer.toString(i + 1), number * 100 + i));
    }
    TestPeer peer = new TestPeer(offer, world.sim.fork());
    node = world.sim.add(session.value(), Endpoint.v4(100 + number, 5_000), new Addresses(), peer);
    serverAddress = node.addressOf(World.SFU);
    node.onEvent(this::onEvent);
    handshake = ModelKeyExchange.client(world.sim.secrets(), certificate);
    local = credentials("c");
    remote = credentials("s");
    world.sim.every(FRAME_NS, this::talk);
    world.sfu.onEvent(this::onServerEvent);
  }

  private IceCredentials credentials(String side) {
    String name = side + stream + "g" + generation;
    return new IceCredentials(name + "ufrag", name + "-a-password-of-22-chars");
  }

  Fingerprint fingerprint() {
    return Offer.fingerprint(showsAnotherCertificate ? new byte[] {66} : certificate);
  }

  /// Offers, is answered, and begins its checks.
  void connect(RoomKey room, int participantsMax) {
    this.room = room;
    this.participantsMax = participantsMax;
    ConnectionParameters parameters =
        new ConnectionParameters(
            remote,
            local,
            fingerprint(),
            publishes ? "p" : null,
            opusPayloadType,
            offer.midExtensionId(),
            offer.audioLevelExtensionId(),
            offer.nack(),
            slots);
    world.sfu.command(new SfuCommand.Connect(session, room, stream, participantsMax, parameters));
    node.command(new TestPeer.Start(serverAddress, local, remote));
  }

  /// Starts over with a new connection in the same session, as a page does that was reloaded.
  void reconnect() {
    connected = false;
    handshaking = false;
    generation++;
    local = credentials("c");
    remote = credentials("s");
    handshake = ModelKeyExchange.client(world.sim.secrets(), certificate);
    world.forgetHandshake(session);
    connect(room, participantsMax);
  }

  void restartIce() {
    generation++;
    local = credentials("c");
    remote = credentials("s");
    world.sfu.command(new SfuCommand.RestartIce(session, remote, local));
    node.command(new TestPeer.Start(serverAddress, local, remote));
  }

  void leave() {
    level = QUIET;
    node.command(new TestPeer.Stop());
  }

  boolean isConnected() {
    return connected;
  }

  /// Sends a frame of this level every 20 ms from now on.
  void speak(int levelDbov) {
    boolean wasQuiet = level == QUIET;
    level = levelDbov;
    if (wasQuiet) {
      talk();
    }
  }

  void stopSending() {
    level = QUIET;
  }

  private void talk() {
    if (level == QUIET || !connected || world.sim.nowNs() - lastSentNs < FRAME_NS) {
      return;
    }
    lastSentNs = world.sim.nowNs();
    byte[] payload = new byte[20 + frames % 40];
    payload[0] = (byte) stream;
    payload[1] = (byte) (frames >>> 16);
    payload[2] = (byte) (frames >>> 8);
    payload[3] = (byte) frames;
    node.command(new TestPeer.SendAudio(payload, frames, level));
    frames++;
  }

  /// The frames heard of `talker` so far, in order of arrival.
  List<Integer> framesFrom(Client talker) {
    List<Integer> found = new ArrayList<>();
    for (Heard h : heard) {
      if (h.stream() == talker.stream && !h.isSilenceFrame()) {
        assertThat(h.payload()[0]).isEqualTo((byte) talker.stream);
        found.add(h.frame());
      }
    }
    return Collections.unmodifiableList(found);
  }

  private void onServerEvent(SfuEvent event) {
    if (event instanceof SfuEvent.SlotsChanged changed && changed.listener().equals(session)) {
      changed.slots().forEach(slot -> everTold.add(slot.mid() + " " + slot.stream()));
    }
  }

  private void onEvent(TestPeer.Event event) {
    switch (event) {
      case TestPeer.Checked _ -> startHandshake();
      case TestPeer.Dtls dtls -> onDtls(dtls.datagram());
      case TestPeer.Audio audio -> onAudio(audio);
    }
  }

  private void startHandshake() {
    if (!handshaking) {
      handshaking = true;
      send(handshake.start(world.sim.nowNs()));
      repeatHandshake(handshake);
    }
  }

  private void repeatHandshake(ModelKeyExchange exchange) {
    long delayNs = exchange.nextDeadlineNs() - world.sim.nowNs();
    if (!exchange.isDone() && exchange == handshake) {
      world.sim.after(
          Math.max(0, delayNs),
          () -> {
            send(exchange.onDeadline(world.sim.nowNs()));
            repeatHandshake(exchange);
          });
    }
  }

  private void send(List<byte[]> datagrams) {
    datagrams.forEach(datagram -> node.command(new TestPeer.SendDtls(datagram)));
  }

  private void onDtls(byte[] datagram) {
    boolean wasDone = handshake.isDone();
    send(handshake.onDatagram(world.sim.nowNs(), datagram));
    if (handshake.isDone() && !wasDone) {
      byte[] material = handshake.material(world.profile.keyingMaterialBytes());
      Fingerprint server = Offer.fingerprint(handshake.peerCertificate());
      node.command(new TestPeer.Keys(new SrtpKeys(world.profile, material, server)));
      connected = true;
    }
  }

  private void onAudio(TestPeer.Audio audio) {
    assertThat(everTold).as("told before it is heard").contains(audio.mid() + " " + audio.csrc());
    heard.add(
        new Heard(
            world.sim.nowNs(),
            audio.mid(),
            audio.csrc(),
            audio.sequence(),
            audio.timestamp(),
            audio.levelDbov(),
            audio.payload()));
  }
}
