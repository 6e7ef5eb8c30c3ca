// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palaver.base.Outbox;
import palaver.base.RoomKey;
import palaver.base.SecretSource;
import palaver.base.SessionId;
import palaver.rtc.SrtpKeys;
import palaver.rtc.SrtpProfile;
import palaver.rtc.peer.PeerSettings;
import palaver.rtc.stream.ReceivedRtp;
import palaver.sim.Addresses;
import palaver.sim.Endpoint;
import palaver.sim.ModelKeyExchange;
import palaver.sim.SimNode;
import palaver.sim.Simulation;

/// An SFU and its clients in the simulator, with the rest of the server reduced to what it does for
/// media: opens connections, runs (model) handshakes, notes events.
final class World {
  static final long MS = 1_000_000;
  static final long SECOND = 1_000 * MS;
  static final Endpoint SFU = Endpoint.v4(1, 10_000);
  static final byte[] SERVER_CERTIFICATE = {9, 9, 9};

  final Simulation sim;
  final Addresses addresses = new Addresses();
  final SfuEngine engine;
  final SimNode<SfuCommand, SfuEvent> sfu;
  final SecretSource secrets;
  final SrtpProfile profile;
  boolean failuresExpected;

  private final Map<SessionId, ModelKeyExchange> handshakes = new LinkedHashMap<>();
  private final Map<SessionId, Map<String, Integer>> slots = new HashMap<>();
  private final Map<SessionId, MediaState> states = new HashMap<>();
  private int clients;

  /// From whom the tap heard how many packets.
  final Map<SessionId, Integer> tapped = new LinkedHashMap<>();

  World(Simulation sim) {
    this(sim, SrtpProfile.AEAD_AES_128_GCM, Limits.DEFAULT);
  }

  World(Simulation sim, SrtpProfile profile, Limits limits) {
    this.sim = sim;
    this.profile = profile;
    secrets = sim.secrets();
    engine = new SfuEngine(limits, PeerSettings.DEFAULT, addresses, sim.secrets(), this::tapped);
    sfu = sim.add("sfu", SFU, addresses, engine, new Outbox<>(4_096, 1 << 20));
    sfu.onEvent(this::onEvent);
    sim.invariant("every deadline is queued", engine::deadlinesAreQueued);
  }

  /// A client that joins `room` at once.
  Client join(RoomKey room, int participantsMax) {
    return join(room, participantsMax, Offer.CHROMIUM);
  }

  Client join(RoomKey room, int participantsMax, Offer offer) {
    Client client = prepare(participantsMax, offer);
    client.connect(room, participantsMax);
    return client;
  }

  /// A client that only listens.
  Client joinListening(RoomKey room, int participantsMax) {
    Client client = prepare(participantsMax);
    client.publishes = false;
    client.connect(room, participantsMax);
    return client;
  }

  /// Somebody with `slots` lines who will only listen, and sends all the same.
  Client prepareObserver(int slots) {
    Client client = prepare(slots + 1);
    client.observer = true;
    return client;
  }

  /// A client that has still to connect.
  Client prepare(int participantsMax) {
    return prepare(participantsMax, Offer.CHROMIUM);
  }

  private Client prepare(int participantsMax, Offer offer) {
    clients++;
    return new Client(this, clients, offer, Math.min(participantsMax - 1, 9));
  }

  void leave(Client client) {
    sfu.command(new SfuCommand.Disconnect(client.session));
    client.leave();
  }

  void silence(Client client, boolean silenced) {
    sfu.command(new SfuCommand.Silence(client.session, silenced));
  }

  void run(long durationNs) {
    sim.runFor(durationNs);
  }

  void awaitConnected(Client... expected) {
    for (Client client : expected) {
      sim.runUntil(
          client.session + " is connected",
          () -> state(client) == MediaState.CONNECTED && client.isConnected(),
          10 * SECOND);
    }
  }

  MediaState state(Client client) {
    return states.getOrDefault(client.session, MediaState.NEW);
  }

  /// The streams heard by `client`, by line, as it was last told.
  Map<String, Integer> slots(Client client) {
    return slots.getOrDefault(client.session, Map.of());
  }

  List<SfuEvent.SpeakingChanged> speaking(Client client) {
    return sfu.events(SfuEvent.SpeakingChanged.class).stream()
        .filter(e -> e.session().equals(client.session))
        .toList();
  }

  private void tapped(long nowNs, SessionId from, ReceivedRtp packet) {
    assertThat(packet.payloadBytes()).isPositive();
    tapped.merge(from, 1, Integer::sum);
  }

  private void onEvent(SfuEvent event) {
    switch (event) {
      case SfuEvent.DtlsReceived dtls -> handshake(dtls);
      case SfuEvent.MediaStateChanged changed -> states.put(changed.session(), changed.state());
      case SfuEvent.SlotsChanged changed -> {
        Map<String, Integer> map = new LinkedHashMap<>();
        changed.slots().forEach(slot -> map.put(slot.mid(), slot.stream()));
        slots.put(changed.listener(), map);
      }
      case SfuEvent.SpeakingChanged _, SfuEvent.QualityMeasured _ -> {}
      case SfuEvent.PeerFailed failed ->
          assertThat(failuresExpected).as("failed: %s", failed.cause()).isTrue();
    }
  }

  private void handshake(SfuEvent.DtlsReceived dtls) {
    ModelKeyExchange handshake =
        handshakes.computeIfAbsent(
            dtls.session(), _ -> ModelKeyExchange.server(secrets, SERVER_CERTIFICATE));
    boolean wasDone = handshake.isDone();
    for (byte[] answer : handshake.onDatagram(sim.nowNs(), dtls.datagram())) {
      sfu.command(new SfuCommand.SendDtls(dtls.session(), answer));
    }
    if (handshake.isDone() && !wasDone) {
      byte[] material = handshake.material(profile.keyingMaterialBytes());
      SrtpKeys keys =
          new SrtpKeys(profile, material, Offer.fingerprint(handshake.peerCertificate()));
      sfu.command(new SfuCommand.DtlsDone(dtls.session(), keys));
    }
  }

  /// Forgets the handshake of a session that starts over.
  void forgetHandshake(SessionId session) {
    handshakes.remove(session);
  }
}
