// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import palaver.audio.codec.VoiceDecoder;

/// What the packet looked at last repeats of the sound before it, by deep redundancy (DRED).
///
/// Reading it costs 30 microseconds, and a burst asks the same packet for several frames: it is
/// read once per packet.
final class DeepRedundancy {

  private static final int PACKET_BYTES_MAX = 1500;

  private final DredCalls calls;
  private final long decoder;
  private final long state;
  private final MemorySegment end;
  private final MemorySegment parsed;
  private int parsedBytes;
  private int startsBefore;

  DeepRedundancy(DredCalls calls, Arena arena) {
    this.calls = calls;
    decoder = arena.allocate(calls.decoderBytes(), 64).address();
    state = arena.allocate(calls.stateBytes(), 64).address();
    end = arena.allocate(ValueLayout.JAVA_INT);
    parsed = arena.allocate(PACKET_BYTES_MAX);
    int code = calls.decoderInit(decoder);
    if (code < 0) {
      throw new OpusFailure("opus_dred_decoder_init", code);
    }
  }

  /// Whether `packet` has the `samples` that start `samplesBefore` its own.
  boolean reaches(MemorySegment packet, int lengthBytes, int samplesBefore, int samples) {
    parse(packet, lengthBytes);
    int endsBefore = end.get(ValueLayout.JAVA_INT, 0);
    return samplesBefore <= startsBefore && samplesBefore - samples >= endsBefore;
  }

  private void parse(MemorySegment packet, int lengthBytes) {
    boolean known =
        lengthBytes == parsedBytes
            && MemorySegment.mismatch(packet, 0, lengthBytes, parsed, 0, lengthBytes) < 0;
    if (known) {
      return;
    }
    end.set(ValueLayout.JAVA_INT, 0, 0);
    startsBefore =
        calls.parse(
            decoder,
            state,
            packet.address(),
            lengthBytes,
            OpusDecoder.SAMPLE_RATE_HZ,
            end.address());
    MemorySegment.copy(packet, 0, parsed, 0, lengthBytes);
    parsedBytes = lengthBytes;
  }

  /// Decodes into `pcm` what [#reaches] has found.
  int decode(long opusDecoder, int samplesBefore, MemorySegment pcm, int samples) {
    int wanted = Math.min(samples, VoiceDecoder.PACKET_SAMPLES_MAX);
    return calls.decode(opusDecoder, state, samplesBefore, pcm.address(), wanted);
  }
}
