// SPDX-License-Identifier: Apache-2.0
package palaver.audio.packet;

/// What packets look like.
///
/// @param payloadType of the frames, 0 to 127
/// @param redPayloadType of packets that repeat frames, 0 to 127
/// @param repeatedFrames how many frames before its own a packet repeats, 0 to 4; 1 is the radio's
///   previous-frame repetition
public record PacketOptions(int payloadType, int redPayloadType, int repeatedFrames) {

  /// The most frames that are repeated.
  public static final int REPEATED_FRAMES_MAX = 4;

  public PacketOptions {
    if ((payloadType & ~0x7f) != 0 || (redPayloadType & ~0x7f) != 0) {
      throw new IllegalArgumentException("a payload type has 7 bits");
    }
    if (payloadType == redPayloadType) {
      throw new IllegalArgumentException("frames and repetition need different payload types");
    }
    if (repeatedFrames < 0 || repeatedFrames > REPEATED_FRAMES_MAX) {
      throw new IllegalArgumentException("0 to 4 frames are repeated");
    }
  }

  /// The payload types that browsers offer: 111 for Opus, 63 for RED.
  public static PacketOptions repeating(int frames) {
    return new PacketOptions(111, 63, frames);
  }
}
