// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.wire.radio.NodeId;

/// A node's place in the tree that voice takes.
///
/// @param parent [NodeId#NONE] at the root, and where it is not known
public record Branch(NodeId node, NodeId parent) {}
