// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import palaver.net.radio.FrameRing;
import palaver.rtc.stream.ReceivedRtp;
import palaver.sfu.LocalVoice;

/// What one handset is to hear, on its way from the node to the media thread: the channel's Opus
/// frames as they are. When the handset's network is too slow the newest are dropped.
final class HandsetVoice implements LocalVoice {

  private static final int FRAMES_MAX = 64;
  private static final byte[] NOTHING = {};
  private static final int STREAM_MASK = 0x3fff_ffff;

  private final FrameRing ring = new FrameRing(FRAMES_MAX);
  private final FrameRing.Taker taker = this::take;
  private long burst;
  private long sequence;
  private int length;
  private final byte[] bytes = new byte[FrameRing.FRAME_BYTES_MAX];

  /// A frame. On the node's thread.
  void hear(long of, long number, long atNs, byte[] frame, int at, int frameBytes) {
    ring.offer(of, number, atNs, frame, at, frameBytes);
  }

  /// The talker has ended. On the node's thread.
  void end() {
    ring.offer(0, 0, 0, NOTHING, 0, 0);
  }

  private void take(long of, long number, long atNs, byte[] frame, int frameBytes) {
    burst = of;
    sequence = number;
    length = frameBytes;
    System.arraycopy(frame, 0, bytes, 0, frameBytes);
  }

  @Override
  public int next(long nowNs, ReceivedRtp into) {
    if (!ring.poll(taker)) {
      return NONE;
    }
    if (length == 0) {
      return END;
    }
    int stream = (int) (burst & STREAM_MASK) + 1;
    return into.local(nowNs, stream, sequence, bytes, 0, length) ? stream : next(nowNs, into);
  }
}
