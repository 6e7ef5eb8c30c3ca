// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio.v1;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// A reusable view of one packet of protocol v1 inside somebody else's array. Sound is read without
/// allocation. Packets that are not exactly of the form are refused.
public final class V1View {

  private static final V1Kind[] TEXTS = {V1Kind.TAKEN, V1Kind.RELEASED, V1Kind.HEARTBEAT};

  private V1Kind kind = V1Kind.AUDIO;
  private int audioAt;
  private int audioBytes;
  private String name = "";

  /// Reads a packet; false when it is not one of protocol v1.
  public boolean parse(byte[] bytes, int offset, int length) {
    name = "";
    if (length > 1 && bytes[offset] == V1Format.AUDIO_PREFIX) {
      kind = V1Kind.AUDIO;
      audioAt = offset + 1;
      audioBytes = length - 1;
      return audioBytes <= V1Format.AUDIO_BYTES_MAX;
    }
    audioBytes = 0;
    for (V1Kind text : TEXTS) {
      if (startsWith(text.word(), bytes, offset, length)) {
        kind = text;
        return parseName(bytes, offset + text.word().length(), length - text.word().length());
      }
    }
    return false;
  }

  private static boolean startsWith(String word, byte[] bytes, int offset, int length) {
    if (length < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[offset + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean parseName(byte[] bytes, int at, int length) {
    if (length == 0) {
      return true;
    }
    if (bytes[at] != ' ' || length < 2 || length > 1 + V1Format.NAME_BYTES_MAX) {
      return false;
    }
    try {
      ByteBuffer encoded = ByteBuffer.wrap(bytes, at + 1, length - 1);
      name = StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  public V1Kind kind() {
    return kind;
  }

  /// The name that a text packet carries, or empty.
  public String name() {
    return name;
  }

  /// Where the sound starts, an absolute offset in the array.
  public int audioAt() {
    return audioAt;
  }

  public int audioBytes() {
    return audioBytes;
  }
}
