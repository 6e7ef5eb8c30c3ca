// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import palaver.base.SessionId;
import palaver.net.radio.FrameRing;
import palaver.rtc.stream.ReceivedRtp;
import palaver.sfu.VoiceTap;

/// What the handset that talks says, on its way from the media thread to the node: its Opus frames
/// as they are, 20 ms each. For a frame that was lost, one of its first byte alone takes its place,
/// which decoders conceal; so what follows stays where it was in time.
final class HandsetFrames implements VoiceTap {

  private static final int FRAMES_MAX = 64;
  private static final int FRAME_TICKS = 960;

  /// A longer gap is a new beginning.
  private static final int FILLED_MAX = 25;

  private final FrameRing ring = new FrameRing(FRAMES_MAX);
  private final Runnable offered;
  private final AtomicLong unusable = new AtomicLong();
  private final byte[] missing = new byte[1];
  private volatile @Nullable SessionId talking;
  private volatile long press;
  private long current;
  private int newestTimestamp;
  private long number;

  /// @param offered told when there is a frame, on the media thread
  HandsetFrames(Runnable offered) {
    this.offered = offered;
  }

  /// From now on what `session` says is passed on, and nothing else.
  @SuppressWarnings("NonAtomicVolatileUpdate") // Only who has the node's turn calls it.
  void begin(SessionId session) {
    press++;
    talking = session;
  }

  /// Nothing is passed on any more.
  void end() {
    talking = null;
  }

  /// Takes the oldest frame; false when there is none. On the node's thread.
  boolean poll(FrameRing.Taker taker) {
    return ring.poll(taker);
  }

  /// How many packets were no frames of 20 ms.
  long unusableCount() {
    return unusable.get();
  }

  @Override
  public void voice(long nowNs, SessionId from, ReceivedRtp packet) {
    if (!from.equals(talking)) {
      return;
    }
    byte first = packet.bytes()[packet.payloadOffset()];
    if (!is20Ms(first)) {
      unusable.incrementAndGet();
      return;
    }
    if (press != current) {
      current = press;
      number = 0;
    } else if (!fill(nowNs, packet.timestamp() - newestTimestamp, first)) {
      return;
    }
    newestTimestamp = packet.timestamp();
    ring.offer(0, number++, nowNs, packet.bytes(), packet.payloadOffset(), packet.payloadBytes());
    offered.run();
  }

  /// Fills what is missing; false when the packet is late.
  private boolean fill(long nowNs, int ticks, byte first) {
    if (ticks <= 0) {
      return false;
    }
    int gap = ticks / FRAME_TICKS - 1;
    missing[0] = first;
    for (int i = 0; i < gap && gap <= FILLED_MAX; i++) {
      ring.offer(0, number++, nowNs, missing, 0, 1);
    }
    return true;
  }

  /// Whether an Opus packet that begins so is one frame of 20 ms (RFC 6716, section 3.1).
  static boolean is20Ms(byte first) {
    int configuration = (first & 0xff) >>> 3;
    boolean one = (first & 3) == 0;
    if (configuration < 12) {
      return one && configuration % 4 == 1;
    }
    return one && (configuration < 16 ? configuration % 2 == 1 : configuration % 4 == 3);
  }
}
