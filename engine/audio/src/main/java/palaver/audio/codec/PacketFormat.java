// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

/// How samples stand in a packet that can be read without any other packet.
interface PacketFormat {

  /// How many samples per channel the packet holds, 0 when it is damaged.
  int samples(byte[] packet, int offset, int lengthBytes);

  /// Reads a packet that [#samples] has found whole.
  void read(byte[] packet, int offset, int samples, short[] pcm, int pcmOffset);
}
