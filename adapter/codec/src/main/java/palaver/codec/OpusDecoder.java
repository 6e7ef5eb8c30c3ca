// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.VoiceDecoder;

/// One decoder of libopus, at 48 kHz. All its memory is native and taken once.
final class OpusDecoder implements VoiceDecoder {

  static final int SAMPLE_RATE_HZ = 48_000;

  /// Longer than any packet that a datagram brings.
  private static final int PACKET_BYTES_MAX = 1500;

  private static final int SET_COMPLEXITY = 4010;

  /// From 5 on losses are concealed by a network; from 6 on every frame would be enhanced, at three
  /// times the cost.
  private static final int COMPLEXITY_DEEP = 5;

  /// libopus makes up sound in steps of 2.5 ms.
  private static final int STEP_SAMPLES = 120;

  private final OpusCalls calls;
  private final int channels;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment pcm;
  private final MemorySegment packet;
  private final long state;
  private final @Nullable DeepRedundancy redundancy;
  private boolean closed;

  OpusDecoder(OpusCalls calls, int channels, OpusConcealment concealment) {
    if (channels != 1 && channels != 2) {
      throw new IllegalArgumentException("Opus has 1 or 2 channels here");
    }
    this.calls = calls;
    this.channels = channels;
    boolean deep = concealment == OpusConcealment.DEEP;
    pcm = arena.allocate(ValueLayout.JAVA_SHORT, (long) PACKET_SAMPLES_MAX * channels);
    packet = arena.allocate(PACKET_BYTES_MAX);
    state = arena.allocate(calls.decoderBytes(channels), 64).address();
    DredCalls dred = calls.dred();
    redundancy = deep && dred != null ? new DeepRedundancy(dred, arena) : null;
    int code = calls.decoderInit(state, SAMPLE_RATE_HZ, channels);
    if (code < 0) {
      close();
      throw new OpusFailure("opus_decoder_init", code);
    }
    // A library from before the networks refuses this and has nothing to set.
    calls.decoderControl(state, SET_COMPLEXITY, deep ? COMPLEXITY_DEEP : 0);
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int packetSamples(byte[] bytes, int offset, int lengthBytes) {
    if (!take(bytes, offset, lengthBytes)) {
      return 0;
    }
    int samples = calls.packetSamples(packet.address(), lengthBytes, SAMPLE_RATE_HZ);
    return samples > 0 && samples <= PACKET_SAMPLES_MAX ? samples : 0;
  }

  @Override
  public int decode(byte[] bytes, int offset, int lengthBytes, short[] out, int pcmOffset) {
    if (!take(bytes, offset, lengthBytes)) {
      return 0;
    }
    int samples =
        calls.decode(
            state, packet.address(), lengthBytes, pcm.address(), PACKET_SAMPLES_MAX, false);
    return give(samples, out, pcmOffset);
  }

  @Override
  public int recover(
      byte[] later,
      int offset,
      int lengthBytes,
      int samplesBefore,
      int samples,
      short[] out,
      int pcmOffset) {
    boolean whole = samples > 0 && samples <= PACKET_SAMPLES_MAX && samples % STEP_SAMPLES == 0;
    if (!whole || samplesBefore < samples || !take(later, offset, lengthBytes)) {
      return 0;
    }
    if (samplesBefore == samples && calls.packetHasFec(packet.address(), lengthBytes)) {
      int decoded =
          calls.decode(state, packet.address(), lengthBytes, pcm.address(), samples, true);
      return give(decoded, out, pcmOffset);
    }
    if (redundancy == null || !redundancy.reaches(packet, lengthBytes, samplesBefore, samples)) {
      return 0;
    }
    return give(redundancy.decode(state, samplesBefore, pcm, samples), out, pcmOffset);
  }

  @Override
  public void conceal(int samples, short[] out, int pcmOffset) {
    requireOpen();
    int done = 0;
    while (done < samples) {
      int step = Math.min(samples - done, PACKET_SAMPLES_MAX);
      int whole = (step + STEP_SAMPLES - 1) / STEP_SAMPLES * STEP_SAMPLES;
      int made = calls.decode(state, 0, 0, pcm.address(), whole, false);
      if (made < 0) {
        throw new OpusFailure("opus_decode", made);
      }
      give(Math.min(made, step), out, pcmOffset + done * channels);
      done += step;
    }
  }

  private boolean take(byte[] bytes, int offset, int lengthBytes) {
    requireOpen();
    if (lengthBytes < 1 || lengthBytes > PACKET_BYTES_MAX) {
      return false;
    }
    MemorySegment.copy(bytes, offset, packet, ValueLayout.JAVA_BYTE, 0, lengthBytes);
    return true;
  }

  private int give(int samples, short[] out, int pcmOffset) {
    if (samples <= 0) {
      return 0;
    }
    MemorySegment.copy(pcm, ValueLayout.JAVA_SHORT, 0, out, pcmOffset, samples * channels);
    return samples;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the decoder is closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      arena.close();
    }
  }
}
