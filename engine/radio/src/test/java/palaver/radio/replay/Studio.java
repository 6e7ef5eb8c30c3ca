// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import palaver.base.Bytes;
import palaver.base.SecretSource;
import palaver.radio.MemoryStore;
import palaver.radio.RadioCommand;
import palaver.radio.RadioConfig;
import palaver.radio.RadioEvent;
import palaver.radio.RadioNode;
import palaver.radio.StableStore;
import palaver.radio.Standing;
import palaver.sim.Addresses;
import palaver.sim.Endpoint;
import palaver.sim.SimNode;
import palaver.sim.Simulation;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.StandardCrypto;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.OperatorCertificate;
import palaver.trust.member.Rights;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.NodeId;

/// A few nodes that are recorded, under real cryptography, in virtual time. The first one's person
/// is an operator.
final class Studio {
  static final long MS = 1_000_000;
  static final long SECOND = 1_000 * MS;
  static final int FRAME_BYTES = 60;
  private static final long EPOCH_MS = 1_800_000_000_000L;
  static final long UNTIL_MS = 1_900_000_000_000L;
  private static final long FEATURES =
      Capabilities.FEATURE_LEAD | Capabilities.FEATURE_RELAY | Capabilities.FEATURE_TALK;

  /// One node.
  ///
  /// @param secret of the device
  record Desk(
      RecordedNode recorded,
      Recording recording,
      ByteArrayOutputStream tape,
      SimNode<RadioCommand, RadioEvent> machine,
      byte[] secret) {

    RadioNode node() {
      return recorded.node();
    }

    byte[] taken() {
      recording.flush();
      return tape.toByteArray();
    }
  }

  final Simulation simulation = new Simulation(11);
  final List<Desk> desks = new ArrayList<>();
  final Bytes channelSecret;
  private final SecretSource secrets = simulation.secrets();
  private final Crypto crypto = new StandardCrypto();
  private final List<Bytes> entries = new ArrayList<>();
  private final List<Bytes> certificates = new ArrayList<>();
  private final Bytes channelKey;

  Studio(int nodes, long bytesMax) {
    this(nodes, bytesMax, new MemoryStore());
  }

  /// @param first the store of the first node
  Studio(int nodes, long bytesMax, StableStore first) {
    channelSecret = Bytes.of(secrets.bytes(32));
    channelKey = crypto.signatures().publicKey(channelSecret);
    List<DeviceIdentity> devices = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      devices.add(DeviceIdentity.create(crypto, secrets));
    }
    DeviceIdentity operator = devices.getFirst();
    Bytes operatorKey = operator.keys().signingKey();
    certificates.add(
        OperatorCertificate.issue(crypto.signatures(), channelSecret, operatorKey, UNTIL_MS)
            .signed());
    for (DeviceIdentity each : devices) {
      Rights rights = new Rights(Rights.TALK | Rights.LEAD, 0);
      entries.add(MemberEntry.admit(operator, each.keys(), "device", rights, 1, UNTIL_MS).signed());
    }
    for (int i = 0; i < nodes; i++) {
      desks.add(desk(i, devices.get(i), bytesMax, i == 0 ? first : new MemoryStore()));
    }
    for (Desk desk : desks) {
      desk.machine.command(new RadioCommand.Start(EPOCH_MS));
    }
  }

  private Desk desk(int index, DeviceIdentity device, long bytesMax, StableStore store) {
    Addresses addresses = new Addresses();
    int all = addresses.pin(Endpoint.MULTICAST);
    Capabilities can = new Capabilities(2, 2, Capabilities.NodeClass.LAPTOP, FEATURES, 8);
    RadioConfig config = RadioConfig.of(device.node(), 1L << 32, "node " + index, can, all);
    ByteArrayOutputStream tape = new ByteArrayOutputStream();
    Recording recording = new Recording(bytesMax, tape::writeBytes);
    RecordedNode recorded =
        new RecordedNode(
            recording,
            new Opening(config, channelKey, certificates, entries, 7 + index),
            new Ports(
                crypto,
                device.secretBytes(),
                secrets,
                store,
                (_, _, _, _, _, _, _, _) -> {},
                addresses));
    SimNode<RadioCommand, RadioEvent> machine =
        simulation.add("node" + index, Endpoint.v4(index, 7_070), addresses, recorded);
    return new Desk(recorded, recording, tape, machine, device.secretBytes());
  }

  void run(long durationNs) {
    simulation.runFor(durationNs);
  }

  void untilOneLeads() {
    simulation.runUntil(
        "one leads",
        () ->
            desks.stream().filter(d -> d.node().standing() instanceof Standing.Leader).count() == 1
                && desks.stream().noneMatch(d -> d.node().term().isNone()),
        20 * SECOND);
  }

  Desk leader() {
    return desks.stream()
        .filter(each -> each.node().standing() instanceof Standing.Leader)
        .findFirst()
        .orElseThrow();
  }

  Desk follower() {
    return desks.stream()
        .filter(each -> !(each.node().standing() instanceof Standing.Leader))
        .findFirst()
        .orElseThrow();
  }

  NodeId id(Desk desk) {
    return DeviceIdentity.of(crypto, desk.secret).node();
  }

  /// Presses, says frames that name themselves, and lets go.
  void talk(Desk desk, int frames) {
    desk.machine.command(new RadioCommand.Press(0, false));
    for (int i = 0; i < frames; i++) {
      byte[] frame = frame(i);
      desk.machine.inputNow(
          (nowNs, outbox) -> desk.recorded.onMicrophone(nowNs, frame, 0, FRAME_BYTES, outbox));
      run(20 * MS);
    }
    desk.machine.command(new RadioCommand.Release());
    run(500 * MS);
  }

  /// The sound of one frame.
  static byte[] frame(int number) {
    byte[] frame = new byte[FRAME_BYTES];
    for (int i = 0; i < FRAME_BYTES; i++) {
      frame[i] = (byte) (0x55 + 31 * number + 7 * i);
    }
    return frame;
  }
}
