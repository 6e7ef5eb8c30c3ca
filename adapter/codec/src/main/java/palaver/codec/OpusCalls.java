// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// The functions of libopus as Java methods, one for one. Pointers are native addresses, so that a
/// call makes no object.
///
/// Encoder and decoder controls are variadic C functions: on some platforms their last argument
/// travels differently, hence the option.
@SuppressWarnings("restricted")
final class OpusCalls {

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option VARIADIC = Linker.Option.firstVariadicArg(2);

  private final SymbolLookup symbols;
  private final MethodHandle version;
  private final MethodHandle encoderBytes;
  private final MethodHandle encoderInit;
  private final MethodHandle encoderControl;
  private final MethodHandle encode;
  private final MethodHandle decoderBytes;
  private final MethodHandle decoderInit;
  private final MethodHandle decoderControl;
  private final MethodHandle decode;
  private final MethodHandle packetSamples;
  private final @Nullable MethodHandle packetHasFec;
  private final @Nullable DredCalls dred;

  /// @throws java.util.NoSuchElementException when the library lacks a function
  OpusCalls(SymbolLookup symbols) {
    this.symbols = symbols;
    version = required("opus_get_version_string", FunctionDescriptor.of(ADDRESS));
    encoderBytes = required("opus_encoder_get_size", ints(JAVA_INT));
    encoderInit = required("opus_encoder_init", ints(JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT));
    encoderControl = required("opus_encoder_ctl", ints(JAVA_LONG, JAVA_INT, JAVA_INT), VARIADIC);
    encode = required("opus_encode", ints(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
    decoderBytes = required("opus_decoder_get_size", ints(JAVA_INT));
    decoderInit = required("opus_decoder_init", ints(JAVA_LONG, JAVA_INT, JAVA_INT));
    decoderControl = required("opus_decoder_ctl", ints(JAVA_LONG, JAVA_INT, JAVA_INT), VARIADIC);
    decode =
        required(
            "opus_decode", ints(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));
    packetSamples = required("opus_packet_get_nb_samples", ints(JAVA_LONG, JAVA_INT, JAVA_INT));
    packetHasFec = optional("opus_packet_has_lbrr", ints(JAVA_LONG, JAVA_INT));
    dred = symbols.find("opus_dred_parse").isPresent() ? new DredCalls(this) : null;
  }

  MethodHandle required(String name, FunctionDescriptor shape, Linker.Option... options) {
    return LINKER.downcallHandle(symbols.findOrThrow(name), shape, options);
  }

  private @Nullable MethodHandle optional(String name, FunctionDescriptor shape) {
    return symbols.find(name).map(at -> LINKER.downcallHandle(at, shape)).orElse(null);
  }

  static FunctionDescriptor ints(MemoryLayout... arguments) {
    return FunctionDescriptor.of(JAVA_INT, arguments);
  }

  /// Deep redundancy, when the library has it.
  @Nullable DredCalls dred() {
    return dred;
  }

  String version() {
    try {
      MemorySegment text = (MemorySegment) version.invokeExact();
      return text.reinterpret(Long.MAX_VALUE).getString(0);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int encoderBytes(int channels) {
    try {
      return (int) encoderBytes.invokeExact(channels);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int encoderInit(long encoder, int sampleRateHz, int channels, int application) {
    try {
      return (int) encoderInit.invokeExact(encoder, sampleRateHz, channels, application);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int encoderControl(long encoder, int request, int value) {
    try {
      return (int) encoderControl.invokeExact(encoder, request, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int encode(long encoder, long pcm, int frameSamples, long packet, int capacityBytes) {
    try {
      return (int) encode.invokeExact(encoder, pcm, frameSamples, packet, capacityBytes);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int decoderBytes(int channels) {
    try {
      return (int) decoderBytes.invokeExact(channels);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int decoderInit(long decoder, int sampleRateHz, int channels) {
    try {
      return (int) decoderInit.invokeExact(decoder, sampleRateHz, channels);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int decoderControl(long decoder, int request, int value) {
    try {
      return (int) decoderControl.invokeExact(decoder, request, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// Decodes the packet at address `packet`; at 0, conceals.
  int decode(long decoder, long packet, int lengthBytes, long pcm, int samples, boolean fec) {
    try {
      return (int) decode.invokeExact(decoder, packet, lengthBytes, pcm, samples, fec ? 1 : 0);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int packetSamples(long packet, int lengthBytes, int sampleRateHz) {
    try {
      return (int) packetSamples.invokeExact(packet, lengthBytes, sampleRateHz);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// Whether the packet repeats the frame before it. A library too old to tell says yes, and then
  /// conceals where the packet does not.
  boolean packetHasFec(long packet, int lengthBytes) {
    if (packetHasFec == null) {
      return true;
    }
    try {
      return (int) packetHasFec.invokeExact(packet, lengthBytes) > 0;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// A call of C throws nothing; what arrives here is an `Error` or a defect of ours.
  static RuntimeException unexpected(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(e);
  }
}
