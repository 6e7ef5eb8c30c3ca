// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.VoiceDecoder;

/// Any bytes are decoded without a crash or an exception, and no more sound comes out than fits.
class OpusDecoderFuzzTest {

  private static final int FRAME = 960;

  @FuzzTest(maxDuration = "5s")
  void decode(byte[] data) throws OpusUnavailableException {
    short[] out = new short[VoiceDecoder.PACKET_SAMPLES_MAX + FRAME];
    try (VoiceDecoder decoder = Loaded.OPUS.decoder(1, OpusConcealment.DEEP)) {
      int claimed = decoder.packetSamples(data, 0, data.length);
      int recovered = decoder.recover(data, 0, data.length, 2 * FRAME, FRAME, out, 0);
      recovered += decoder.recover(data, 0, data.length, FRAME, FRAME, out, 0);
      int decoded = decoder.decode(data, 0, data.length, out, 0);
      decoder.conceal(FRAME, out, decoded);
      boolean wrong = decoded != 0 && decoded != claimed;
      if (wrong || decoded > VoiceDecoder.PACKET_SAMPLES_MAX || recovered > 2 * FRAME) {
        throw new AssertionError("claimed " + claimed + ", decoded " + decoded);
      }
    }
  }

  /// One library for all runs.
  private static final class Loaded {
    static final OpusLibrary OPUS = load();

    private static OpusLibrary load() {
      try {
        return OpusLibrary.open();
      } catch (OpusUnavailableException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
