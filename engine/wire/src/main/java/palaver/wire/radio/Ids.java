// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import java.util.ArrayList;
import java.util.List;
import palaver.wire.BigEndian;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// Node ids as fields.
final class Ids {
  private static final int NODE_BYTES = 8;

  private Ids() {}

  static NodeId node(FieldReader in, int tag) {
    return new NodeId(in.u64(tag));
  }

  /// The node, or [NodeId#NONE] when the field is absent.
  static NodeId nodeIfAny(FieldReader in, int tag) {
    return in.has(tag) ? node(in, tag) : NodeId.NONE;
  }

  static void writeIfAny(FieldWriter out, int tag, NodeId node) {
    if (!node.equals(NodeId.NONE)) {
      out.u64(tag, node.value());
    }
  }

  /// All nodes of one field, absent when empty.
  static void writeAll(FieldWriter out, int tag, List<NodeId> nodes) {
    int at = nodes.isEmpty() ? -1 : out.fixed(tag, NODE_BYTES * nodes.size());
    if (at >= 0) {
      for (int i = 0; i < nodes.size(); i++) {
        BigEndian.put64(out.array(), at + NODE_BYTES * i, nodes.get(i).value());
      }
    }
  }

  static List<NodeId> nodes(FieldReader in, int tag, int countMax) {
    List<NodeId> nodes = new ArrayList<>();
    if (!in.has(tag)) {
      return nodes;
    }
    byte[] value = in.bytes(tag, NODE_BYTES * countMax).toArray();
    if (value.length % NODE_BYTES != 0) {
      in.refuse("field-width");
      return nodes;
    }
    for (int at = 0; at < value.length; at += NODE_BYTES) {
      nodes.add(new NodeId(BigEndian.i64(value, at)));
    }
    return nodes;
  }
}
