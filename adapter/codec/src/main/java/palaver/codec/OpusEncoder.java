// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import palaver.audio.codec.AdjustableEncoder;
import palaver.audio.codec.OpusRedundancy;
import palaver.audio.codec.OpusSettings;
import palaver.audio.codec.VoiceDecoder;

/// One encoder of libopus, at 48 kHz with a variable rate. All its memory is native and taken once.
final class OpusEncoder implements AdjustableEncoder {

  /// The longest packet that we ask for: the longest that an Opus frame can be, with its header.
  private static final int PACKET_BYTES_MAX = 1276;

  private static final int APPLICATION_VOIP = 2048;
  private static final int APPLICATION_AUDIO = 2049;
  private static final int SET_APPLICATION = 4000;
  private static final int SET_BITRATE = 4002;
  private static final int SET_VBR = 4006;
  private static final int SET_COMPLEXITY = 4010;
  private static final int SET_INBAND_FEC = 4012;
  private static final int SET_PACKET_LOSS_PERC = 4014;
  private static final int SET_DTX = 4016;
  private static final int SET_DRED_DURATION = 4050;
  private static final long DRED_UNIT_NS = 10_000_000L;

  /// A packet of so many bytes only says that silence goes on (RFC 6716, section 2.1.9).
  private static final int SILENCE_BYTES_MAX = 2;

  private final OpusCalls calls;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment pcm;
  private final MemorySegment packet;
  private final long state;
  private OpusSettings settings;
  private boolean silent;
  private boolean closed;

  OpusEncoder(OpusCalls calls, OpusSettings settings) {
    this.calls = calls;
    this.settings = settings;
    int channels = settings.channels();
    pcm = arena.allocate(ValueLayout.JAVA_SHORT, (long) VoiceDecoder.PACKET_SAMPLES_MAX * channels);
    packet = arena.allocate(PACKET_BYTES_MAX);
    state = arena.allocate(calls.encoderBytes(channels), 64).address();
    try {
      restart();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public int channels() {
    return settings.channels();
  }

  @Override
  public OpusSettings settings() {
    return settings;
  }

  @Override
  public void restart() {
    int application = application(settings);
    check("opus_encoder_init", calls.encoderInit(state, 48_000, channels(), application));
    apply(settings);
  }

  @Override
  public void adjust(OpusSettings wanted) {
    if (wanted.channels() != settings.channels()) {
      throw new IllegalArgumentException("an encoder keeps its number of channels");
    }
    boolean otherSound = wanted.music() != settings.music();
    settings = wanted;
    if (otherSound) {
      restart();
    } else {
      apply(wanted);
    }
  }

  private void apply(OpusSettings wanted) {
    OpusRedundancy redundancy = wanted.redundancy();
    control(SET_APPLICATION, application(wanted));
    control(SET_VBR, 1);
    control(SET_BITRATE, wanted.bitrateBps());
    control(SET_COMPLEXITY, wanted.complexity());
    control(SET_INBAND_FEC, redundancy == OpusRedundancy.IN_BAND_FEC ? 1 : 0);
    control(SET_PACKET_LOSS_PERC, wanted.expectedLossPercent());
    control(SET_DTX, wanted.dtx() ? 1 : 0);
    boolean deep = redundancy == OpusRedundancy.DRED;
    if (deep || calls.dred() != null) {
      control(SET_DRED_DURATION, deep ? Math.toIntExact(wanted.redundancyNs() / DRED_UNIT_NS) : 0);
    }
  }

  private static int application(OpusSettings settings) {
    return settings.music() ? APPLICATION_AUDIO : APPLICATION_VOIP;
  }

  private void control(int request, int value) {
    check("opus_encoder_ctl(" + request + ")", calls.encoderControl(state, request, value));
  }

  private static void check(String call, int code) {
    if (code < 0) {
      throw new OpusFailure(call, code);
    }
  }

  @Override
  public int encode(
      short[] sound, int pcmOffset, int frameSamples, byte[] out, int offset, int capacityBytes) {
    if (closed || frameSamples > VoiceDecoder.PACKET_SAMPLES_MAX) {
      throw new IllegalStateException(closed ? "the encoder is closed" : "a frame is too long");
    }
    int samples = frameSamples * settings.channels();
    MemorySegment.copy(sound, pcmOffset, pcm, ValueLayout.JAVA_SHORT, 0, samples);
    int room = Math.min(capacityBytes, PACKET_BYTES_MAX);
    int bytes = calls.encode(state, pcm.address(), frameSamples, packet.address(), room);
    if (bytes < 0) {
      throw new OpusFailure("opus_encode", bytes);
    }
    // The first packet of silence is sent, so that the receiver knows that more will be missing.
    boolean wasSilent = silent;
    silent = settings.dtx() && bytes <= SILENCE_BYTES_MAX;
    if (silent && wasSilent) {
      return 0;
    }
    MemorySegment.copy(packet, ValueLayout.JAVA_BYTE, 0, out, offset, bytes);
    return bytes;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      arena.close();
    }
  }
}
