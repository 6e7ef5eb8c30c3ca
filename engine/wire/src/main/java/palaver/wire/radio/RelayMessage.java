// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import java.util.List;
import palaver.base.Bytes;
import palaver.wire.BigEndian;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// How voice finds its way: the tree, the quality of its links, and what was lost on them.
public sealed interface RelayMessage extends RadioMessage {

  /// The most children of one node, and the most links in one report.
  int NODES_MAX = 32;

  /// The most frames in one [Nack].
  int MISSING_MAX = 64;

  /// The receiver's place in the tree of one channel.
  ///
  /// @param epoch rises with each tree of the term, 0 to 2^32 - 1
  /// @param parent from whom its voice comes, or [NodeId#NONE] for the root
  /// @param warmParent the second path, kept ready, or [NodeId#NONE]
  /// @param children to whom it forwards
  /// @param warmChildren to whom it forwards as soon as they ask
  record TopologyAssign(
      Term term,
      long epoch,
      NodeId parent,
      NodeId warmParent,
      List<NodeId> children,
      List<NodeId> warmChildren)
      implements RelayMessage {

    public TopologyAssign {
      children = List.copyOf(children);
      warmChildren = List.copyOf(warmChildren);
    }

    @Override
    public MessageType type() {
      return MessageType.TOPOLOGY_ASSIGN;
    }

    @Override
    public void write(FieldWriter out) {
      term.write(out, 1);
      out.u32(2, epoch);
      Ids.writeIfAny(out, 3, parent);
      Ids.writeIfAny(out, 4, warmParent);
      Ids.writeAll(out, 5, children);
      Ids.writeAll(out, 6, warmChildren);
    }

    static TopologyAssign read(FieldReader in) {
      return new TopologyAssign(
          Term.read(in, 1),
          in.u32(2),
          Ids.nodeIfAny(in, 3),
          Ids.nodeIfAny(in, 4),
          Ids.nodes(in, 5, NODES_MAX),
          Ids.nodes(in, 6, NODES_MAX));
    }
  }

  /// The place was taken.
  record TopologyAck(Term term, long epoch) implements RelayMessage {

    @Override
    public MessageType type() {
      return MessageType.TOPOLOGY_ACK;
    }

    @Override
    public void write(FieldWriter out) {
      term.write(out, 1);
      out.u32(2, epoch);
    }

    static TopologyAck read(FieldReader in) {
      return new TopologyAck(Term.read(in, 1), in.u32(2));
    }
  }

  /// The sender's links as it measures them, for the leader's next tree.
  ///
  /// @param load how busy it is, 0 to 255
  /// @param queuedBytes what waits to be sent, 0 to 2^32 - 1
  /// @param parentLost whether its voice no longer comes and it asks for another parent
  record LinkReport(List<LinkQuality> links, int load, long queuedBytes, boolean parentLost)
      implements RelayMessage {

    public LinkReport {
      links = List.copyOf(links);
    }

    @Override
    public MessageType type() {
      return MessageType.LINK_REPORT;
    }

    @Override
    public void write(FieldWriter out) {
      LinkQuality.writeAll(out, 1, links);
      out.u8(2, load).u32(3, queuedBytes).flag(4, parentLost);
    }

    static LinkReport read(FieldReader in) {
      return new LinkReport(LinkQuality.readAll(in, 1, NODES_MAX), in.u8(2), in.u32(3), in.flag(4));
    }
  }

  /// Frames that did not come; or, with none, "send me this lease's voice" to a warm parent.
  ///
  /// @param missing sequence numbers of frames, each four bytes, at most 64
  record Nack(LeaseId lease, Bytes missing) implements RelayMessage {

    /// A request for the frames `sequences`, each 0 to 2^32 - 1, at most 64.
    public static Nack of(LeaseId lease, long... sequences) {
      byte[] bytes = new byte[4 * sequences.length];
      for (int i = 0; i < sequences.length; i++) {
        BigEndian.put32(bytes, 4 * i, (int) sequences[i]);
      }
      return new Nack(lease, Bytes.of(bytes));
    }

    public int missingCount() {
      return missing.length() / 4;
    }

    public long missing(int index) {
      int at = 4 * index;
      int high = missing.at(at) << 24 | missing.at(at + 1) << 16;
      return Integer.toUnsignedLong(high | missing.at(at + 2) << 8 | missing.at(at + 3));
    }

    @Override
    public MessageType type() {
      return MessageType.NACK;
    }

    @Override
    public void write(FieldWriter out) {
      lease.write(out, 1);
      out.bytes(2, missing);
    }

    static Nack read(FieldReader in) {
      Nack nack = new Nack(LeaseId.read(in, 1), in.bytes(2, 4 * MISSING_MAX));
      if (nack.missing.length() % 4 != 0) {
        in.refuse("field-width");
      }
      return nack;
    }
  }
}
