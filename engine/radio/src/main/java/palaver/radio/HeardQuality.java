// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import org.jspecify.annotations.Nullable;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.SettingsMessage;

/// How well voice is heard here: of the frames that were sent since a node first heard a burst, how
/// many came, and how many more the repetition in the next packet made good, over the last ten to
/// twenty seconds in which somebody talked.
final class HeardQuality {
  private static final long SPAN_NS = 10_000_000_000L;
  private static final int PERMILLE = 1_000;

  private @Nullable LeaseId lease;
  private long newest;
  private long spanEndsNs = Long.MIN_VALUE;
  private final Span now = new Span();
  private final Span before = new Span();

  private static final class Span {
    int sent;
    int came;
    int recovered;

    void take(Span other) {
      sent = other.sent;
      came = other.came;
      recovered = other.recovered;
    }

    void clear() {
      sent = 0;
      came = 0;
      recovered = 0;
    }
  }

  /// What was heard so far says nothing about what is heard from now on.
  void begin() {
    lease = null;
    spanEndsNs = Long.MIN_VALUE;
    now.clear();
    before.clear();
  }

  /// A packet came, for the first time.
  void onFrame(long nowNs, LeaseId under, long sequence) {
    if (nowNs >= spanEndsNs) {
      before.take(now);
      now.clear();
      spanEndsNs = nowNs + SPAN_NS;
    }
    if (!under.equals(lease)) {
      lease = under;
      newest = sequence - 1;
    }
    if (sequence > newest) {
      now.sent += (int) Math.min(PERMILLE, sequence - newest);
      newest = sequence;
    }
    now.came++;
  }

  /// A frame whose own packet did not come was in the next one.
  void onRecovered() {
    now.recovered++;
  }

  /// What was heard, 0 to 1000; [SettingsMessage.Ack#QUALITY_UNKNOWN] when nothing was sent of
  /// late.
  int permille() {
    return share(now.came + before.came + now.recovered + before.recovered);
  }

  /// Which packets came, 0 to 1000; [SettingsMessage.Ack#QUALITY_UNKNOWN] when none was sent of
  /// late.
  int packetsPermille() {
    return share(now.came + before.came);
  }

  private int share(int of) {
    int all = now.sent + before.sent;
    return all == 0 ? SettingsMessage.Ack.QUALITY_UNKNOWN : Math.min(PERMILLE, PERMILLE * of / all);
  }
}
