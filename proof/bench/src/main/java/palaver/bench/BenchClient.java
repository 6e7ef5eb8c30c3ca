// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import palaver.base.Datagram;
import palaver.base.Outbox;
import palaver.base.SecretSource;
import palaver.base.SessionId;
import palaver.net.udp.ReceivedBatch;
import palaver.net.udp.UdpSocket;
import palaver.rtc.ConnectionParameters;
import palaver.rtc.Fingerprint;
import palaver.rtc.IceCredentials;
import palaver.rtc.SendSlot;
import palaver.rtc.SrtpKeys;
import palaver.rtc.SrtpProfile;
import palaver.rtc.peer.ClientCommand;
import palaver.rtc.peer.ClientConnection;
import palaver.rtc.peer.ClientEvent;
import palaver.rtc.peer.ClientParameters;
import palaver.rtc.peer.PeerState;

/// One participant of a benchmark: the shipped client engine on a socket, run by hand on the
/// caller's thread. Keys are agreed beforehand; a handshake is not what is measured.
final class BenchClient {

  private static final int OPUS_PAYLOAD_TYPE = 111;
  private static final int MID_EXTENSION_ID = 4;
  private static final int LEVEL_EXTENSION_ID = 1;
  private static final Fingerprint FINGERPRINT = new Fingerprint("sha-256", "00:11");

  private final UdpSocket socket;
  private final ClientConnection engine;
  private final Outbox<ClientEvent> outbox = new Outbox<>(64, 128_000);
  private final ReceivedBatch batch = new ReceivedBatch(64);
  private final Datagram view = new Datagram();
  private final SessionId session;
  private final ConnectionParameters serverSide;
  private final SrtpKeys keys;

  /// @param number tells the participants apart
  /// @param slots how many people can be heard at once
  BenchClient(
      int number, int slots, UdpSocket socket, InetSocketAddress server, SecretSource secrets) {
    this.socket = socket;
    session = new SessionId("bench-" + number);
    IceCredentials ours = credentials("c", number);
    IceCredentials theirs = credentials("s", number);
    List<SendSlot> heard = new ArrayList<>();
    for (int slot = 1; slot <= slots; slot++) {
      heard.add(new SendSlot(Integer.toString(slot), 1_000 * number + slot));
    }
    serverSide =
        new ConnectionParameters(
            theirs,
            ours,
            FINGERPRINT,
            "0",
            OPUS_PAYLOAD_TYPE,
            MID_EXTENSION_ID,
            LEVEL_EXTENSION_ID,
            true,
            heard);
    SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
    keys = new SrtpKeys(profile, secrets.bytes(profile.keyingMaterialBytes()), FINGERPRINT);
    int address = socket.addresses().number(server);
    socket.addresses().retain(address);
    engine =
        new ClientConnection(
            System.nanoTime(),
            new ClientParameters(
                ours,
                theirs,
                FINGERPRINT,
                address,
                new SendSlot("0", 500_000 + number),
                OPUS_PAYLOAD_TYPE,
                MID_EXTENSION_ID,
                LEVEL_EXTENSION_ID,
                false,
                false,
                heard),
            secrets);
  }

  private static IceCredentials credentials(String side, int number) {
    return new IceCredentials(side + "ufrag" + number, side + "-password-of-client-" + number);
  }

  SessionId session() {
    return session;
  }

  /// What the server is told of this client.
  ConnectionParameters serverSide() {
    return serverSide;
  }

  SrtpKeys keys() {
    return keys;
  }

  UdpSocket socket() {
    return socket;
  }

  /// Does what is due, a check of the path among it, and reads what has come.
  void turn(Consumer<ClientEvent.Heard> ear) {
    engine.onDeadline(System.nanoTime(), outbox);
    socket.addresses().beginTurn();
    int count = socket.receive(batch);
    for (int i = 0; i < count; i++) {
      batch.view(i, view);
      engine.onDatagram(System.nanoTime(), view, outbox);
      for (ClientEvent event : outbox.events()) {
        if (event instanceof ClientEvent.Heard heard) {
          ear.accept(heard);
        }
      }
      flush();
    }
    flush();
  }

  /// Has keys from now on.
  void key() {
    engine.onCommand(System.nanoTime(), new ClientCommand.DtlsDone(keys), outbox);
    flush();
  }

  boolean isChecked() {
    return engine.state() != PeerState.NEW;
  }

  boolean isConnected() {
    return engine.state() == PeerState.CONNECTED;
  }

  /// Says one packet.
  void publish(byte[] opus, int levelDbov) {
    engine.onCommand(
        System.nanoTime(), new ClientCommand.Publish(opus, 960, levelDbov, true), outbox);
    flush();
  }

  private void flush() {
    if (outbox.datagramCount() > 0) {
      socket.send(outbox);
    }
    outbox.clear();
  }
}
