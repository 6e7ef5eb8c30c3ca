// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import palaver.base.AddressDirectory;
import palaver.base.Bytes;
import palaver.base.Datagram;
import palaver.base.Outbox;
import palaver.base.Parsed;
import palaver.sim.ModelCrypto;
import palaver.trust.member.DeviceIdentity;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.MessageCodec;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.RadioMessage;
import palaver.wire.radio.Statement;

/// Whatever a member says about texts, settings and the door, and whatever comes to a device at the
/// door: nothing throws, tables stay within their limits, and a leader's settings do not change.
class CommonsFuzzTest {
  private static final int TEXTS_MAX = 1_000;
  private static final int RUNS_MAX = 2_000;

  private final Node node = RelayTest.node();
  private final Peer member = new Peer(new NodeId(5));
  private final Commons leads = commons(new FixedLeadership(true, null));
  private final Commons follows = commons(new FixedLeadership(false, member));
  private final JoiningNode guest = guest();
  private long nowNs;

  private Commons commons(Leadership leadership) {
    return new Commons(
        node,
        new Relay(node),
        leadership,
        new HeardQuality(),
        new Whereabouts(node, new Handshakes(node), leadership, new Anywhere()),
        (_, record) -> {
          if (leadership.leads()) {
            throw new AssertionError("nobody can guess a signature: " + record);
          }
        },
        new Nobody());
  }

  /// A door that lets nobody in.
  private static final class Nobody implements Door.Documents {
    @Override
    public void sign(long nowNs, Bytes entry) {
      throw new AssertionError("this node is no operator");
    }

    @Override
    public void added(long nowNs, Bytes entry) {
      throw new AssertionError("nobody can guess an invite");
    }
  }

  /// A driver that can send to every address.
  private static final class Anywhere implements AddressDirectory {
    @Override
    public int number(byte[] ip, int port) {
      return port;
    }

    @Override
    public byte[] ip(int address) {
      return new byte[] {10, 0, 0, (byte) address};
    }

    @Override
    public int port(int address) {
      return 7_070;
    }
  }

  private static JoiningNode guest() {
    DeviceIdentity identity =
        DeviceIdentity.of(new ModelCrypto(), new byte[DeviceIdentity.SECRET_BYTES]);
    Capabilities capabilities = new Capabilities(2, 2, Capabilities.NodeClass.PHONE, 0, 0);
    RadioConfig config = RadioConfig.of(identity.node(), 1, "guest", capabilities, 0);
    return new JoiningNode(
        config, identity, null, null, new Anywhere(), bytes -> Arrays.fill(bytes, (byte) 1));
  }

  @FuzzTest(maxDuration = "5s")
  void words(byte[] data) {
    if (data.length < 1) {
      return;
    }
    nowNs += 50_000_000;
    Outbox<RadioEvent> outbox = new Outbox<>(256, 256 * 1_500);
    node.sender.begin(nowNs, outbox);
    node.now(nowNs);
    MessageType type = MessageType.values()[(data[0] & 0xff) % MessageType.values().length];
    if (type != MessageType.VOICE_FRAME
        && MessageCodec.read(type, data, 1, data.length - 1)
            instanceof Parsed.Ok<RadioMessage>(RadioMessage message)) {
      say(leads, type, message);
      say(follows, type, message);
    }
    atTheDoor(data, outbox);
  }

  private void say(Commons commons, MessageType type, RadioMessage message) {
    byte[] signature = new byte[Statement.SIGNATURE_BYTES];
    SignedStatement statement = new SignedStatement(type, member.id, new byte[0], signature);
    commons.onMessage(nowNs, member, message, () -> statement);
    commons.onDeadline(nowNs);
    if (commons.texts().log().size() > TEXTS_MAX || commons.texts().log().runCount() > RUNS_MAX) {
      throw new AssertionError("more than the limits");
    }
  }

  private void atTheDoor(byte[] data, Outbox<RadioEvent> outbox) {
    guest.onCommand(nowNs, new RadioCommand.Start(1_800_000_000_000L), outbox);
    Datagram datagram = new Datagram();
    datagram.set(data, 0, data.length, 3);
    guest.onDatagram(nowNs, datagram, outbox);
  }
}
