// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/// The functions of libopus for deep redundancy as Java methods, one for one.
final class DredCalls {

  private final MethodHandle decoderBytes;
  private final MethodHandle decoderInit;
  private final MethodHandle stateBytes;
  private final MethodHandle parse;
  private final MethodHandle decode;

  DredCalls(OpusCalls calls) {
    decoderBytes = calls.required("opus_dred_decoder_get_size", FunctionDescriptor.of(JAVA_INT));
    decoderInit = calls.required("opus_dred_decoder_init", OpusCalls.ints(JAVA_LONG));
    stateBytes = calls.required("opus_dred_get_size", FunctionDescriptor.of(JAVA_INT));
    parse =
        calls.required(
            "opus_dred_parse",
            OpusCalls.ints(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG,
                JAVA_INT));
    decode =
        calls.required(
            "opus_decoder_dred_decode",
            OpusCalls.ints(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
  }

  int decoderBytes() {
    try {
      return (int) decoderBytes.invokeExact();
    } catch (Throwable e) {
      throw OpusCalls.unexpected(e);
    }
  }

  int decoderInit(long dredDecoder) {
    try {
      return (int) decoderInit.invokeExact(dredDecoder);
    } catch (Throwable e) {
      throw OpusCalls.unexpected(e);
    }
  }

  int stateBytes() {
    try {
      return (int) stateBytes.invokeExact();
    } catch (Throwable e) {
      throw OpusCalls.unexpected(e);
    }
  }

  /// Reads a packet's redundancy: how many samples before the packet it starts, 0 for none.
  int parse(
      long dredDecoder, long state, long packet, int lengthBytes, int samplesMax, long endPointer) {
    try {
      return (int)
          parse.invokeExact(
              dredDecoder,
              state,
              packet,
              lengthBytes,
              samplesMax,
              OpusDecoder.SAMPLE_RATE_HZ,
              endPointer,
              0);
    } catch (Throwable e) {
      throw OpusCalls.unexpected(e);
    }
  }

  /// Decodes redundancy that starts `samplesBefore` samples before the parsed packet.
  int decode(long decoder, long state, int samplesBefore, long pcm, int samples) {
    try {
      return (int) decode.invokeExact(decoder, state, samplesBefore, pcm, samples);
    } catch (Throwable e) {
      throw OpusCalls.unexpected(e);
    }
  }
}
