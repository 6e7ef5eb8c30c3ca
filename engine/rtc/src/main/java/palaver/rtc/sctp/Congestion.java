// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.sctp;

import palaver.wire.sctp.SctpFormat;

/// How many bytes may be on their way (RFC 9260, section 7.2).
final class Congestion {

  private static final int INITIAL_BYTES_MAX = 4_404;

  private final int packetBytes;
  private int window;
  private int threshold = Integer.MAX_VALUE;
  private int partial;
  private boolean recovering;
  private int recoveryEnd;

  Congestion(int packetBytes) {
    this.packetBytes = packetBytes;
    window = Math.min(4 * packetBytes, Math.max(2 * packetBytes, INITIAL_BYTES_MAX));
  }

  boolean allows(int flightBytes) {
    return flightBytes < window;
  }

  /// Some bytes arrived while `flightBytes` were on their way.
  void acknowledged(int bytes, int flightBytes, int cumulativeTsn) {
    if (recovering && !SctpFormat.isAfter(recoveryEnd, cumulativeTsn)) {
      recovering = false;
    }
    if (recovering || bytes == 0) {
      return;
    }
    boolean used = flightBytes >= window;
    if (window <= threshold) {
      window += used ? Math.min(bytes, packetBytes) : 0;
      return;
    }
    partial += bytes;
    if (partial >= window && used) {
      partial -= window;
      window += packetBytes;
    }
  }

  /// Later chunks overtook one often enough; once per window.
  void lost(int lastTsn) {
    if (!recovering) {
      recovering = true;
      recoveryEnd = lastTsn;
      threshold = Math.max(window / 2, 4 * packetBytes);
      window = threshold;
      partial = 0;
    }
  }

  /// Nothing came back for a whole timeout.
  void expired() {
    threshold = Math.max(window / 2, 4 * packetBytes);
    window = packetBytes;
    partial = 0;
    recovering = false;
  }

  int windowBytes() {
    return window;
  }
}
