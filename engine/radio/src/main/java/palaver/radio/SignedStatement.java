// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.wire.radio.MessageType;
import palaver.wire.radio.NodeId;

/// A statement as it travels: anybody may pass it on, nobody can change it.
///
/// @param payload the bytes of the message
/// @param signature 64 bytes, see [palaver.wire.radio.Statement]
record SignedStatement(MessageType type, NodeId signer, byte[] payload, byte[] signature) {}
