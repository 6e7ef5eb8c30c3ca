// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.sfu.World.MS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rtc.ConnectionParameters;
import palaver.rtc.Fingerprint;
import palaver.rtc.IceCredentials;
import palaver.rtc.SendSlot;
import palaver.rtc.SrtpKeys;
import palaver.rtc.peer.ClientCommand;
import palaver.rtc.peer.ClientConnection;
import palaver.rtc.peer.ClientEvent;
import palaver.rtc.peer.ClientParameters;
import palaver.rtc.peer.PeerState;
import palaver.sim.Addresses;
import palaver.sim.Endpoint;
import palaver.sim.LinkRule;
import palaver.sim.ModelKeyExchange;
import palaver.sim.SimNode;

/// One client of the [World]: what a page does, with a talker in front of it.
final class Client {
  private static final long FRAME_NS = 20 * MS;
  private static final int FRAME_TICKS = 960;
  private static final int QUIET = -1;

  final SessionId session;
  final int stream;
  final List<Heard> heard = new ArrayList<>();
  boolean publishes = true;
  boolean observer;
  boolean showsAnotherCertificate;

  /// Whether it hears somebody who is no participant, of whom nobody is told.
  boolean hearsFromWithin;

  int opusPayloadType;
  long lastSentNs;

  private final World world;
  private final Offer offer;
  private final List<SendSlot> slots = new ArrayList<>();
  private final Set<String> everTold = new HashSet<>();
  private final byte[] certificate;
  private RoomKey room = new RoomKey("", "");
  private int participantsMax;
  private ModelKeyExchange handshake;
  private @Nullable SimNode<ClientCommand, ClientEvent> running;
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
    world.sfu.command(
        new SfuCommand.Connect(session, room, stream, participantsMax, parameters, observer));
    start();
  }

  private void start() {
    Addresses addresses = new Addresses();
    ClientParameters parameters =
        new ClientParameters(
            local,
            remote,
            Offer.fingerprint(World.SERVER_CERTIFICATE),
            addresses.pin(World.SFU),
            publishes ? new SendSlot("p", 7_000 + stream) : null,
            offer.opusPayloadType(),
            offer.midExtensionId(),
            offer.audioLevelExtensionId(),
            offer.nack(),
            true,
            slots);
    ClientConnection connection =
        new ClientConnection(world.sim.nowNs(), parameters, world.sim.secrets());
    String name = session.value() + "#" + generation;
    Endpoint endpoint = Endpoint.v4(100 + stream, 5_000 + generation);
    running = world.sim.add(name, endpoint, addresses, connection);
    running.onEvent(this::onEvent);
  }

  SimNode<ClientCommand, ClientEvent> node() {
    return Objects.requireNonNull(running);
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
    node().command(new ClientCommand.RestartIce(local, remote));
  }

  void leave() {
    level = QUIET;
    world.sim.addRule(LinkRule.cut(node().endpoint()));
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
    node().command(new ClientCommand.Publish(payload, FRAME_TICKS, level, true));
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

  private void onEvent(ClientEvent event) {
    switch (event) {
      case ClientEvent.StateChanged(PeerState state) -> {
        if (state == PeerState.CHECKED) {
          startHandshake();
        }
      }
      case ClientEvent.DtlsReceived dtls -> onDtls(dtls.datagram());
      case ClientEvent.Heard packet -> onHeard(packet);
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
    datagrams.forEach(datagram -> node().command(new ClientCommand.SendDtls(datagram)));
  }

  private void onDtls(byte[] datagram) {
    boolean wasDone = handshake.isDone();
    send(handshake.onDatagram(world.sim.nowNs(), datagram));
    if (handshake.isDone() && !wasDone) {
      byte[] material = handshake.material(world.profile.keyingMaterialBytes());
      Fingerprint server = Offer.fingerprint(handshake.peerCertificate());
      node().command(new ClientCommand.DtlsDone(new SrtpKeys(world.profile, material, server)));
      connected = true;
    }
  }

  private void onHeard(ClientEvent.Heard packet) {
    String mid = slots.get(packet.slot()).mid();
    if (!hearsFromWithin) {
      assertThat(everTold).as("told before it is heard").contains(mid + " " + packet.stream());
    }
    heard.add(
        new Heard(
            world.sim.nowNs(),
            mid,
            packet.stream(),
            packet.sequence(),
            packet.timestamp(),
            packet.levelDbov(),
            packet.opus()));
  }
}
