// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio.v1;

import java.nio.charset.StandardCharsets;

/// Protocol v1: who sends a packet is known only by its address.
///
/// Text packets are `TAKEN`, `RELEASED` or `HEARTBEAT`, optionally a space and a name. Sound is one
/// byte [#AUDIO_PREFIX] and the encoded frame. The talker sends to every peer, peers do not
/// forward, heartbeats go from all to all.
public final class V1Format {

  /// The first byte of every sound packet.
  public static final int AUDIO_PREFIX = 0x01;

  /// The longest name, in bytes of UTF-8.
  public static final int NAME_BYTES_MAX = 64;

  /// The longest frame of sound, in bytes.
  public static final int AUDIO_BYTES_MAX = 1199;

  private V1Format() {}

  /// Writes a text packet and answers its length.
  ///
  /// @param name who says it, or empty
  public static int writeText(byte[] bytes, int at, V1Kind kind, String name) {
    String text = name.isEmpty() ? kind.word() : kind.word() + ' ' + name;
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    if (kind.word().isEmpty() || encoded.length > kind.word().length() + 1 + NAME_BYTES_MAX) {
      throw new IllegalArgumentException("a text packet has a word and a name of up to 64 bytes");
    }
    System.arraycopy(encoded, 0, bytes, at, encoded.length);
    return encoded.length;
  }

  /// Writes a sound packet and answers its length.
  public static int writeAudio(byte[] bytes, int at, byte[] frame, int frameAt, int frameBytes) {
    if (frameBytes < 1 || frameBytes > AUDIO_BYTES_MAX) {
      throw new IllegalArgumentException("a sound packet has 1 to 1199 bytes of sound");
    }
    bytes[at] = AUDIO_PREFIX;
    System.arraycopy(frame, frameAt, bytes, at + 1, frameBytes);
    return 1 + frameBytes;
  }
}
