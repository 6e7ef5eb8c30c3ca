// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import palaver.base.AddressBook;
import palaver.base.Datagram;
import palaver.base.Outbox;
import palaver.base.Parsed;
import palaver.rtc.ConnectionParameters;
import palaver.rtc.Dropped;
import palaver.rtc.Fingerprint;
import palaver.rtc.IceCredentials;
import palaver.rtc.SendSlot;
import palaver.rtc.SrtpKeys;
import palaver.rtc.SrtpProfile;
import palaver.wire.stun.StunClass;
import palaver.wire.stun.StunKey;
import palaver.wire.stun.StunMessage;
import palaver.wire.stun.StunWriter;

/// One connection at the server, driven by hand, without a network.
final class LivePeer {
  static final IceCredentials LOCAL = new IceCredentials("serv", "password of the server side");
  static final IceCredentials REMOTE = new IceCredentials("clnt", "password of the client side");
  static final Fingerprint FINGERPRINT = new Fingerprint("sha-256", "AA:BB");

  final PeerTable table;
  final PeerConnection connection;
  final Outbox<Object> outbox = new Outbox<>(256, 512 * 1024);
  final Datagram datagram = new Datagram();

  LivePeer() {
    SplittableRandom random = new SplittableRandom(1);
    AddressBook book =
        new AddressBook() {
          @Override
          public byte[] ip(int address) {
            return new byte[] {10, 0, 0, (byte) address};
          }

          @Override
          public int port(int address) {
            return 4_000 + address;
          }
        };
    table = new PeerTable(PeerSettings.DEFAULT, book, random::nextBytes);
    connection = table.connect(0, 17, parameters("serv"));
  }

  static ConnectionParameters parameters(String ufrag) {
    return new ConnectionParameters(
        new IceCredentials(ufrag, LOCAL.password()),
        REMOTE,
        FINGERPRINT,
        "0",
        111,
        4,
        1,
        true,
        List.of(new SendSlot("1", 501), new SendSlot("2", 502)));
  }

  /// A connection with a path to address 5, and keys.
  static LivePeer connected() {
    LivePeer live = new LivePeer();
    live.check(0, 5, "serv:clnt", true);
    live.connection.keys(
        0,
        new SrtpKeys(
            SrtpProfile.AEAD_AES_128_GCM,
            new byte[SrtpProfile.AEAD_AES_128_GCM.keyingMaterialBytes()],
            FINGERPRINT));
    live.outbox.clear();
    return live;
  }

  @Nullable PeerConnection check(long nowNs, int source, String user, boolean nominates) {
    byte[] bytes = new byte[300];
    StunWriter writer =
        new StunWriter().begin(bytes, 0, StunClass.REQUEST, new byte[12]).username(user);
    writer.priority(1).iceControlling(5);
    if (nominates) {
      writer.useCandidate();
    }
    int length = writer.integrity(StunKey.shortTerm(LOCAL.password())).finish();
    return stun(nowNs, source, bytes, length);
  }

  @Nullable PeerConnection stun(long nowNs, int source, byte[] bytes, int length) {
    return table.onStun(nowNs, datagram.set(bytes, 0, length, source), outbox);
  }

  long drops(Dropped reason) {
    return table.drops().count(reason);
  }

  /// The STUN message that was sent at `index` of the outbox.
  StunMessage sent(int index) {
    var parsed = StunMessage.parse(outbox.bytes(), outbox.offset(index), outbox.length(index));
    if (parsed instanceof Parsed.Ok<StunMessage>(StunMessage message)) {
      return message;
    }
    throw new AssertionError(parsed);
  }
}
