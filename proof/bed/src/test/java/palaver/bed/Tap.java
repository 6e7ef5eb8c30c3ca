// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The far end of a network interface: what a machine sends on it is read here, and what is written
/// here arrives there. Linux only. One thread may read while another writes.
final class Tap {

  /// The longest frame, in bytes.
  static final int FRAME_BYTES_MAX = 1_600;

  private static final int O_RDWR = 2;
  private static final long TUNSETIFF = 0x400454caL;
  private static final short TAP_WITHOUT_HEADER = 0x0002 | 0x1000;
  private static final int REQUEST_BYTES = 40;
  private static final int FLAGS_AT = 16;

  private static final MethodHandle OPEN =
      handle("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle READ =
      handle("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle WRITE =
      handle("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle IOCTL =
      handle(
          "ioctl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
          Linker.Option.firstVariadicArg(2));

  private final int file;
  private final MemorySegment in = Arena.ofAuto().allocate(FRAME_BYTES_MAX);
  private final MemorySegment out = Arena.ofAuto().allocate(FRAME_BYTES_MAX);

  /// Makes an interface of that name.
  Tap(String name) {
    try (Arena arena = Arena.ofConfined()) {
      file = (int) OPEN.invokeExact(arena.allocateFrom("/dev/net/tun"), O_RDWR);
      MemorySegment request = arena.allocate(REQUEST_BYTES);
      request.setString(0, name);
      request.set(JAVA_SHORT, FLAGS_AT, TAP_WITHOUT_HEADER);
      if (file < 0 || (int) IOCTL.invokeExact(file, TUNSETIFF, request) != 0) {
        throw new IllegalStateException("no interface " + name);
      }
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }

  @SuppressWarnings("restricted") // a user-space switch needs the system's calls
  private static MethodHandle handle(
      String name, FunctionDescriptor shape, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape, options);
  }

  /// Waits for a frame; its length, negative when the interface is gone or was down.
  int read(byte[] frame) {
    try {
      int length = (int) (long) READ.invokeExact(file, in, (long) FRAME_BYTES_MAX);
      if (length > 0) {
        MemorySegment.copy(in, JAVA_BYTE, 0, frame, 0, length);
      }
      return length;
    } catch (Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Lets a frame arrive.
  void write(byte[] frame) {
    try {
      MemorySegment.copy(frame, 0, out, JAVA_BYTE, 0, frame.length);
      long ignored = (long) WRITE.invokeExact(file, out, (long) frame.length);
    } catch (Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }
}
