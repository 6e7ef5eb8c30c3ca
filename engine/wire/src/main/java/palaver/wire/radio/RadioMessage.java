// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import palaver.wire.radio.field.FieldWriter;

/// A message of protocol v2 as a value; a voice frame is a view instead, see [VoiceFrameView].
///
/// Durations are in milliseconds, from receipt. A node of [NodeId#NONE] and a term of [Term#NONE]
/// stand for an absent one.
public sealed interface RadioMessage
    permits PresenceMessage,
        AddressMessage,
        TrustMessage,
        FloorMessage,
        RelayMessage,
        KeyMessage,
        SettingsMessage,
        TextMessage,
        AuditMessage {

  MessageType type();

  /// Writes the payload.
  void write(FieldWriter out);
}
