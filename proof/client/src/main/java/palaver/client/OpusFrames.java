// SPDX-License-Identifier: Apache-2.0
package palaver.client;

import java.util.List;

/// Encoded sound: Opus packets of 20 ms at 48 kHz, and how loud they are.
///
/// @param frames one packet per 20 ms
/// @param levelDbov the level to announce for each packet (RFC 6464): 0 is loudest, 127 is silence
public record OpusFrames(List<byte[]> frames, int levelDbov) {

  /// What 20 ms are in RTP timestamp units of Opus.
  public static final int TICKS_PER_FRAME = 960;

  public static final long FRAME_NS = 20_000_000L;

  /// One packet of silence (RFC 6716: CELT, 20 ms, no energy).
  private static final byte[] SILENCE = {(byte) 0xf8, (byte) 0xff, (byte) 0xfe};

  public OpusFrames {
    if (frames.isEmpty() || levelDbov < 0 || levelDbov > 127) {
      throw new IllegalArgumentException("at least one frame, with a level of 0 to 127");
    }
    frames = List.copyOf(frames);
  }

  /// Silence, announced as such.
  public static OpusFrames silence() {
    return new OpusFrames(List.of(SILENCE), 127);
  }

  /// The packet for the `index`-th 20 ms, from the start again after the last.
  public byte[] frame(long index) {
    return frames.get((int) (index % frames.size()));
  }
}
