// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import palaver.app.radio.voice.RadioTimeline;
import palaver.net.radio.FrameRing;
import palaver.radio.v1.V1Ear;

/// Hands what a node of protocol v1 hears to [RadioVoice]: each burst is a stream of its own.
final class V1Timeline implements V1Ear {

  private final FrameRing ring;

  V1Timeline(FrameRing ring) {
    this.ring = ring;
  }

  @Override
  public void frame(long nowNs, long burst, long sequence, byte[] bytes, int at, int length) {
    long stream = burst * RadioTimeline.LEASES_PER_STREAM;
    if (length > 0) {
      ring.offer(stream, sequence, nowNs, bytes, at, length);
    } else {
      ring.offer(stream, sequence, nowNs, RadioTimeline.pause(), 0, RadioTimeline.PAUSE_BYTES);
    }
  }
}
