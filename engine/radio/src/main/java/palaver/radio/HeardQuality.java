// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import org.jspecify.annotations.Nullable;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.SettingsMessage;

/// How well voice is heard here: of the frames that were sent since a node first heard a burst, how
/// many came, over the last ten to twenty seconds in which somebody talked.
final class HeardQuality {
  private static final long SPAN_NS = 10_000_000_000L;
  private static final int PERMILLE = 1_000;

  private @Nullable LeaseId lease;
  private long newest;
  private long spanEndsNs = Long.MIN_VALUE;
  private int sent;
  private int heard;
  private int sentBefore;
  private int heardBefore;

  /// A frame is heard, for the first time.
  void onFrame(long nowNs, LeaseId under, long sequence) {
    if (nowNs >= spanEndsNs) {
      sentBefore = sent;
      heardBefore = heard;
      sent = 0;
      heard = 0;
      spanEndsNs = nowNs + SPAN_NS;
    }
    if (!under.equals(lease)) {
      lease = under;
      newest = sequence - 1;
    }
    if (sequence > newest) {
      sent += (int) Math.min(PERMILLE, sequence - newest);
      newest = sequence;
    }
    heard++;
  }

  /// 0 to 1000; [SettingsMessage.Ack#QUALITY_UNKNOWN] when nothing was heard of late.
  int permille() {
    int all = sent + sentBefore;
    return all == 0
        ? SettingsMessage.Ack.QUALITY_UNKNOWN
        : Math.min(PERMILLE, PERMILLE * (heard + heardBefore) / all);
  }
}
