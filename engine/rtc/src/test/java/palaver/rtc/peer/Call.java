// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import palaver.base.SecretSource;
import palaver.rtc.ConnectionParameters;
import palaver.rtc.Fingerprint;
import palaver.rtc.IceCredentials;
import palaver.rtc.SendSlot;
import palaver.rtc.SrtpKeys;
import palaver.rtc.SrtpProfile;
import palaver.sim.Addresses;
import palaver.sim.Endpoint;
import palaver.sim.ModelKeyExchange;
import palaver.sim.SimNode;
import palaver.sim.Simulation;

/// A server and its clients in one simulated network, with the model key exchange between them.
final class Call {
  static final long MS = 1_000_000;
  static final Endpoint SERVER = Endpoint.v4(1, 10_000);

  final Simulation simulation;
  final Addresses serverAddresses = new Addresses();
  final SmallServer server;
  final SimNode<SmallServer.Command, SmallServer.Event> serverNode;
  final List<Party> parties = new ArrayList<>();
  final SecretSource secrets;

  Call(Simulation simulation) {
    this(simulation, PeerSettings.DEFAULT);
  }

  Call(Simulation simulation, PeerSettings settings) {
    this.simulation = simulation;
    secrets = simulation.secrets();
    server = new SmallServer(settings, serverAddresses, simulation.secrets());
    serverNode = simulation.add("server", SERVER, serverAddresses, server);
    serverNode.onEvent(event -> {
      if (event instanceof SmallServer.Event.Dtls(int number, byte[] datagram)) {
        parties.get(number - 1).onServerDtls(datagram);
      }
    });
  }

  /// How one party differs from the usual.
  record Kind(
      SrtpProfile profile,
      int payloadType,
      int midId,
      int levelId,
      int others,
      boolean nack,
      boolean showsOtherCertificate,
      boolean handshakes) {
    static final Kind USUAL =
        new Kind(SrtpProfile.AEAD_AES_128_GCM, 111, 4, 1, 1, true, false, true);

    Kind with(SrtpProfile other) {
      return new Kind(
          other, payloadType, midId, levelId, others, nack, showsOtherCertificate, handshakes);
    }

    Kind numbered(int otherPayloadType, int otherMidId, int otherLevelId) {
      return new Kind(
          profile,
          otherPayloadType,
          otherMidId,
          otherLevelId,
          others,
          nack,
          showsOtherCertificate,
          handshakes);
    }

    Kind withOthers(int count) {
      return new Kind(
          profile, payloadType, midId, levelId, count, nack, showsOtherCertificate, handshakes);
    }

    Kind withoutNack() {
      return new Kind(
          profile, payloadType, midId, levelId, others, false, showsOtherCertificate, handshakes);
    }

    Kind withOtherCertificate() {
      return new Kind(profile, payloadType, midId, levelId, others, nack, true, handshakes);
    }

    Kind withoutHandshake() {
      return new Kind(
          profile, payloadType, midId, levelId, others, nack, showsOtherCertificate, false);
    }
  }

  Party join(Kind kind) {
    Party party = new Party(parties.size() + 1, kind);
    parties.add(party);
    return party;
  }

  /// Two usual parties, connected.
  static Call ofTwo(Simulation simulation) {
    Call call = new Call(simulation);
    call.join(Kind.USUAL);
    call.join(Kind.USUAL);
    call.connectAll();
    return call;
  }

  void connectAll() {
    simulation.runUntil(
        "all are connected",
        () ->
            parties.stream()
                .allMatch(p ->
                    p.client.state() == PeerState.CONNECTED
                        && p.peer().state() == PeerState.CONNECTED),
        5_000 * MS);
  }

  IceCredentials credentials() {
    HexFormat hex = HexFormat.of();
    return new IceCredentials(hex.formatHex(secrets.bytes(4)), hex.formatHex(secrets.bytes(12)));
  }

  static Fingerprint fingerprint(byte[] certificate) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate);
      return new Fingerprint("sha-256", HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] certificate(String owner) {
    return ("the certificate of " + owner).getBytes(StandardCharsets.UTF_8);
  }

  /// One client and its end at the server.
  final class Party {
    final int number;
    final Kind kind;
    final IceCredentials serverCredentials = credentials();
    final IceCredentials clientCredentials = credentials();
    final Endpoint endpoint;
    final SimNode<ClientCommand, ClientEvent> node;
    final ClientConnection client;
    final int ssrc;
    private final ModelKeyExchange clientExchange;
    private final ModelKeyExchange serverExchange;
    long serverKeysDelayNs;
    private boolean clientKeyed;
    private boolean serverKeyed;

    Party(int number, Kind kind) {
      this.number = number;
      this.kind = kind;
      ssrc = 1_000 + number;
      endpoint = Endpoint.v4(10 + number, 5_000);
      byte[] shown = certificate(kind.showsOtherCertificate() ? "a stranger" : "client " + number);
      clientExchange = ModelKeyExchange.client(secrets, shown);
      serverExchange = ModelKeyExchange.server(secrets, certificate("the server"));
      List<SendSlot> slots = slots();
      server.onCommand(
          simulation.nowNs(),
          new SmallServer.Command.Connect(number, serverParameters(slots)),
          new palaver.base.Outbox<>(1, 1500));
      Addresses addresses = new Addresses();
      Switchboard board = new Switchboard();
      node = simulation.add("client " + number, endpoint, addresses, board);
      client =
          new ClientConnection(
              simulation.nowNs(),
              clientParameters(slots, node.addressOf(SERVER)),
              simulation.secrets());
      board.target = client;
      node.onEvent(this::onClientEvent);
    }

    private List<SendSlot> slots() {
      List<SendSlot> slots = new ArrayList<>();
      for (int i = 0; i < kind.others(); i++) {
        slots.add(new SendSlot("s" + i, 100 * number + i));
      }
      return slots;
    }

    private ConnectionParameters serverParameters(List<SendSlot> slots) {
      return new ConnectionParameters(
          serverCredentials,
          clientCredentials,
          fingerprint(certificate("client " + number)),
          "0",
          kind.payloadType(),
          kind.midId(),
          kind.levelId(),
          kind.nack(),
          slots);
    }

    private ClientParameters clientParameters(List<SendSlot> slots, int address) {
      return new ClientParameters(
          clientCredentials,
          serverCredentials,
          fingerprint(certificate("the server")),
          address,
          new SendSlot("0", ssrc),
          kind.payloadType(),
          kind.midId(),
          kind.levelId(),
          kind.nack(),
          true,
          slots);
    }

    PeerConnection peer() {
      return server.peer(number);
    }

    private void onClientEvent(ClientEvent event) {
      if (event instanceof ClientEvent.StateChanged(PeerState state)
          && state == PeerState.CHECKED
          && kind.handshakes()) {
        send(clientExchange.start(simulation.nowNs()));
        repeat();
      } else if (event instanceof ClientEvent.DtlsReceived(byte[] datagram)) {
        send(clientExchange.onDatagram(simulation.nowNs(), datagram));
        finishClient();
      }
    }

    private void repeat() {
      simulation.after(
          60 * MS,
          () -> {
            if (!clientExchange.isDone()) {
              send(clientExchange.onDeadline(simulation.nowNs()));
              repeat();
            }
          });
    }

    private void send(List<byte[]> flight) {
      flight.forEach(bytes -> node.command(new ClientCommand.SendDtls(bytes)));
    }

    private void finishClient() {
      if (clientExchange.isDone() && !clientKeyed) {
        clientKeyed = true;
        node.command(new ClientCommand.DtlsDone(keys(clientExchange)));
      }
    }

    void onServerDtls(byte[] datagram) {
      serverExchange
          .onDatagram(simulation.nowNs(), datagram)
          .forEach(bytes -> serverNode.command(new SmallServer.Command.SendDtls(number, bytes)));
      if (serverExchange.isDone() && !serverKeyed) {
        serverKeyed = true;
        simulation.after(
            serverKeysDelayNs,
            () ->
                serverNode.command(new SmallServer.Command.DtlsDone(number, keys(serverExchange))));
      }
    }

    private SrtpKeys keys(ModelKeyExchange exchange) {
      return new SrtpKeys(
          kind.profile(),
          exchange.material(kind.profile().keyingMaterialBytes()),
          fingerprint(exchange.peerCertificate()));
    }

    /// Publishes `count` packets, 20 ms apart, beginning now; the payload names the packet.
    void talk(int count) {
      for (int i = 0; i < count; i++) {
        byte[] opus = {(byte) 0x78, (byte) number, (byte) (i >> 8), (byte) i};
        simulation.after(
            i * 20L * MS, () -> node.command(new ClientCommand.Publish(opus, 960, 30, true)));
      }
    }

    List<ClientEvent.Heard> heard() {
      return node.events(ClientEvent.Heard.class);
    }

    /// What was heard of a publisher, as the numbers of its packets, in order of arrival.
    List<Integer> heardOf(Party publisher) {
      return heard().stream()
          .filter(h -> h.stream() == publisher.number && h.opus().length == 4)
          .map(h -> (h.opus()[2] & 0xff) << 8 | (h.opus()[3] & 0xff))
          .toList();
    }
  }
}
