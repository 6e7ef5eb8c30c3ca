// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import palaver.wire.radio.v1.V1Format;

/// What a datagram on the radio's port is, by its first byte: both protocols share the port during
/// the migration.
public enum RadioPacketKind {
  /// Protocol v2: [EnvelopeView] reads it.
  V2,
  /// Protocol v1, sound: [palaver.wire.radio.v1.V1View] reads it.
  V1_AUDIO,
  /// Protocol v1, floor and heartbeat: the same view reads it.
  V1_TEXT,
  /// A protocol version that this node does not speak.
  OTHER_VERSION,
  /// Nothing of ours.
  NONE;

  private static final int VERSION_MAX = 31;

  public static RadioPacketKind of(byte[] bytes, int offset, int length) {
    if (length < 1) {
      return NONE;
    }
    int first = bytes[offset] & 0xff;
    if (first == EnvelopeFormat.VERSION) {
      return V2;
    }
    if (first == V1Format.AUDIO_PREFIX) {
      return V1_AUDIO;
    }
    if (first >= 'A' && first <= 'Z') {
      return V1_TEXT;
    }
    return first > EnvelopeFormat.VERSION && first <= VERSION_MAX ? OTHER_VERSION : NONE;
  }
}
