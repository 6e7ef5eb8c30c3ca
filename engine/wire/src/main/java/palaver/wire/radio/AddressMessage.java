// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import java.util.List;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// Where members are that do not hear each other, for networks that carry no multicast. An address
/// that was told is a hint where to knock, and proves nothing.
public sealed interface AddressMessage extends RadioMessage {

  /// So many nodes at most are asked for at once.
  int WANTED_MAX = 40;

  /// So many addresses at most are told at once: each may make the receiver send a datagram.
  int TOLD_MAX = 4;

  /// "Where are these?"
  ///
  /// @param wanted members that the sender does not hear, the most important first
  record Request(List<NodeId> wanted) implements AddressMessage {

    public Request {
      wanted = List.copyOf(wanted);
    }

    @Override
    public MessageType type() {
      return MessageType.ADDRESS_REQUEST;
    }

    @Override
    public void write(FieldWriter out) {
      Ids.writeAll(out, 1, wanted);
    }

    static Request read(FieldReader in) {
      return new Request(Ids.nodes(in, 1, WANTED_MAX));
    }
  }

  /// Where some of those were heard from that were asked for.
  record Answer(List<PeerAddress> addresses) implements AddressMessage {

    public Answer {
      addresses = List.copyOf(addresses);
    }

    @Override
    public MessageType type() {
      return MessageType.ADDRESSES;
    }

    @Override
    public void write(FieldWriter out) {
      addresses.forEach(address -> address.write(out, 1));
    }

    static Answer read(FieldReader in) {
      return new Answer(PeerAddress.readAll(in, 1, TOLD_MAX));
    }
  }
}
