// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.RelayMessage;
import palaver.wire.radio.VoiceFrameFormat;

/// What was lost on one hop is sent again on that hop, as RTP does it by generic NACK and
/// retransmission (RFC 4585 §6.2.1, RFC 4588): each node keeps the frames that it passed on, and
/// asks whoever sends to it for those that neither came nor were in the frame after.
///
/// Loss does not add up over the hops of the tree in this way, and where nothing is lost, nothing
/// is sent. A node sends again no more than it passes on: when the air is full, more of the same
/// would make everybody late.
final class Retransmission {
  /// 640 ms of frames.
  private static final int KEPT = 32;

  /// How far back a frame is worth asking for: 320 ms.
  private static final int WINDOW = 16;

  /// How many frames may be sent again at once, after a while without loss.
  private static final int BUDGET_MAX = 16;

  private static final int TRIES_MAX = 3;
  private static final long RETRY_NS = 40_000_000;

  private final Node node;
  private final byte[][] frames = new byte[KEPT][];
  private final int[] bytes = new int[KEPT];
  private final long[] sequences = new long[KEPT];
  private final int[] timesSent = new int[KEPT];
  private @Nullable LeaseId keptUnder;
  private int budget;

  private final long[] askedFor = new long[KEPT];
  private final long[] askedNs = new long[KEPT];
  private final int[] tries = new int[KEPT];
  private final long[] missing = new long[WINDOW];
  private @Nullable LeaseId heardUnder;
  private long first;
  private long newest;

  Retransmission(Node node) {
    this.node = node;
    Arrays.fill(sequences, -1);
    Arrays.fill(askedFor, -1);
  }

  /// A frame is passed on; it is there for those who ask again.
  void keep(LeaseId lease, byte[] payload, int at, int length) {
    if (!lease.equals(keptUnder)) {
      keptUnder = lease;
      Arrays.fill(sequences, -1);
    }
    long sequence = VoiceFrameFormat.sequence(payload, at);
    int slot = (int) sequence & (KEPT - 1);
    byte[] place = frames[slot];
    if (place == null || place.length < length) {
      place = new byte[Math.max(length, VoiceFrameFormat.PAYLOAD_BYTES_USUAL)];
      frames[slot] = place;
    }
    System.arraycopy(payload, at, place, 0, length);
    bytes[slot] = length;
    sequences[slot] = sequence;
    timesSent[slot] = 0;
    budget = Math.min(BUDGET_MAX, budget + 1);
  }

  /// A neighbour lacks frames. Each is sent as often as a node has neighbours, at most.
  void onNack(Peer from, RelayMessage.Nack nack) {
    if (!nack.lease().equals(keptUnder)) {
      return;
    }
    int count = Math.min(WINDOW, nack.missingCount());
    for (int i = 0; i < count && budget > 0; i++) {
      resend(from, nack.missing(i));
    }
  }

  private void resend(Peer to, long sequence) {
    int slot = (int) sequence & (KEPT - 1);
    byte[] frame = frames[slot];
    boolean there = frame != null && sequences[slot] == sequence;
    if (frame != null && there && timesSent[slot] < node.config.limits().fanOut()) {
      timesSent[slot]++;
      budget--;
      node.sender.forward(to, frame, 0, bytes[slot]);
      node.counters.framesResent++;
    }
  }

  /// A frame of a burst came from `from`: asks it for those before that are still missing.
  void onArrival(long nowNs, Playing now, Peer from, long sequence) {
    if (!now.id().equals(heardUnder)) {
      heardUnder = now.id();
      // Whoever comes later than the beginning does not want what was said before.
      first = sequence <= WINDOW ? 0 : sequence;
      newest = sequence;
      Arrays.fill(askedFor, -1);
    }
    newest = Math.max(newest, sequence);
    int count = 0;
    for (long s = Math.max(first, newest - WINDOW); s < newest - 1; s++) {
      if (now.isFresh(s) && isDue(nowNs, from, s)) {
        missing[count++] = s;
      }
    }
    if (count > 0) {
      node.counters.framesAskedAgain += count;
      node.sender.send(from, RelayMessage.Nack.of(now.id(), Arrays.copyOf(missing, count)));
    }
  }

  private boolean isDue(long nowNs, Peer from, long sequence) {
    int slot = (int) sequence & (KEPT - 1);
    if (askedFor[slot] != sequence) {
      askedFor[slot] = sequence;
      tries[slot] = 0;
    } else if (nowNs - askedNs[slot] < Math.max(RETRY_NS, from.roundTripNs * 3 / 2)) {
      return false;
    }
    askedNs[slot] = nowNs;
    return tries[slot]++ < TRIES_MAX;
  }
}
