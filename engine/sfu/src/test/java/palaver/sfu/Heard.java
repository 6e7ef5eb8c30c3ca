// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import java.util.Arrays;

/// One packet that a client received and opened.
record Heard(
    long atNs,
    String mid,
    int stream,
    long sequence,
    int timestamp,
    int levelDbov,
    byte[] payload) {

  private static final byte[] OPUS_SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

  boolean isSilenceFrame() {
    return Arrays.equals(payload, OPUS_SILENCE);
  }

  /// The number that the talker gave the frame (see [Client#speak]).
  int frame() {
    return (payload[1] & 0xff) << 16 | (payload[2] & 0xff) << 8 | (payload[3] & 0xff);
  }
}
