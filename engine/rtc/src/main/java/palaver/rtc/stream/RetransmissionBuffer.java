// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import java.util.Arrays;
import palaver.base.Outbox;

/// The last 16 packets of one stream as they were sent, sealed. A packet leaves again with the same
/// bytes, at most twice: nothing is ever sealed a second time.
final class RetransmissionBuffer {
  static final int PACKETS = 16;
  static final int RESENDS_MAX = 2;

  private static final int USUAL_BYTES = 256;
  private static final int EMPTY = -1;

  private final byte[][] packets = new byte[PACKETS][];
  private final int[] lengths = new int[PACKETS];
  private final int[] sequences = new int[PACKETS];
  private final int[] resends = new int[PACKETS];

  RetransmissionBuffer() {
    Arrays.fill(sequences, EMPTY);
    Arrays.setAll(packets, i -> new byte[0]);
  }

  /// Keeps a copy in the place of the packet 16 before. Memory grows to what the stream needs and
  /// is used again.
  void keep(int sequence, byte[] bytes, int offset, int length) {
    int place = sequence & (PACKETS - 1);
    if (packets[place].length < length) {
      packets[place] = new byte[Math.max(USUAL_BYTES, length)];
    }
    System.arraycopy(bytes, offset, packets[place], 0, length);
    lengths[place] = length;
    sequences[place] = sequence & 0xffff;
    resends[place] = 0;
  }

  /// Sends the packet again; false when it is gone or has been sent again twice.
  boolean resend(int sequence, int destination, Outbox<?> outbox) {
    int place = sequence & (PACKETS - 1);
    if (sequences[place] != sequence || resends[place] == RESENDS_MAX) {
      return false;
    }
    resends[place]++;
    return outbox.send(destination, packets[place], 0, lengths[place]);
  }
}
