// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import org.jspecify.annotations.Nullable;
import palaver.radio.VoiceSink;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;

/// Numbers bursts of talk for [RadioVoice]. When a burst goes on under the lease of another leader,
/// it keeps its number's upper part and the playout goes on too.
public final class RadioTimeline implements VoiceSink {

  /// A burst's number is its stream times this, plus how often its lease has changed.
  public static final long LEASES_PER_STREAM = 1L << 20;

  /// An Opus packet that decodes to silence: CELT alone, full band, 20 ms, mono, with the flag of
  /// silence (RFC 6716, sections 3.1 and 4.3). It tells the playout that what follows is a pause or
  /// the end, and that nothing is missing there.
  private static final byte[] PAUSE = {(byte) (31 << 3), (byte) 0xff, (byte) 0xfe};

  public static final int PAUSE_BYTES = PAUSE.length;

  /// The packet that says that nothing is missing where nothing comes.
  public static byte[] pause() {
    return PAUSE.clone();
  }

  private static final long SAME_NS = 2_000_000_000L;

  private final RadioEars.Listener ring;
  private @Nullable LeaseId lease;
  private NodeId talker = NodeId.NONE;
  private long burst;
  private long lastNs;

  /// @param ring takes the frames with the numbers of their bursts
  RadioTimeline(RadioEars.Listener ring) {
    this.ring = ring;
  }

  @Override
  public void frame(
      long nowNs,
      LeaseId of,
      NodeId from,
      long sequence,
      byte[] bytes,
      int at,
      int length,
      boolean recovered) {
    if (!of.equals(lease)) {
      boolean goesOn = from.equals(talker) && nowNs - lastNs < SAME_NS;
      burst = goesOn ? burst + 1 : (burst / LEASES_PER_STREAM + 1) * LEASES_PER_STREAM;
      lease = of;
      talker = from;
    }
    lastNs = nowNs;
    if (length > 0) {
      ring.frame(burst, sequence, nowNs, bytes, at, length);
    } else {
      ring.frame(burst, sequence, nowNs, PAUSE, 0, PAUSE.length);
    }
  }
}
