// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.NetworkInterface;
import org.jspecify.annotations.Nullable;

/// All that passes a network interface, frame by frame, and a way to send such frames: packet(7) of
/// Linux.
final class RawSocket implements AutoCloseable {

  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final short ALL_PROTOCOLS = 0x0300;
  private static final int ADDRESS_BYTES = 20;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int FRAME_BYTES_MAX = 2_048;

  private static final MethodHandle SOCKET =
      handle("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle BIND =
      handle("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle RECV = transfer("recv");
  private static final MethodHandle SEND = transfer("send");
  private static final MethodHandle CLOSE =
      handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment frame = arena.allocate(FRAME_BYTES_MAX);
  private final int file;

  RawSocket(String nic) throws IOException {
    NetworkInterface found = NetworkInterface.getByName(nic);
    file = called(SOCKET, AF_PACKET, SOCK_RAW, (int) ALL_PROTOCOLS);
    MemorySegment address = arena.allocate(ADDRESS_BYTES);
    address.set(JAVA_SHORT_UNALIGNED, 0, (short) AF_PACKET);
    address.set(JAVA_SHORT_UNALIGNED, 2, ALL_PROTOCOLS);
    address.set(JAVA_INT_UNALIGNED, 4, found.getIndex());
    if (file < 0 || called(BIND, file, address, ADDRESS_BYTES) < 0) {
      throw new IOException("no packet socket on " + nic);
    }
  }

  @SuppressWarnings("restricted") // the system's own calls
  private static MethodHandle handle(String name, FunctionDescriptor shape) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape);
  }

  private static MethodHandle transfer(String name) {
    return handle(name, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  }

  private static int called(MethodHandle call, Object... arguments) {
    try {
      return ((Number) call.invokeWithArguments(arguments)).intValue();
    } catch (Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// The next frame that waits, null when there is none.
  byte @Nullable [] poll() {
    int length = called(RECV, file, frame, (long) FRAME_BYTES_MAX, MSG_DONTWAIT);
    return length <= 0 ? null : frame.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  /// Sends a frame as it is.
  boolean send(byte[] bytes) {
    MemorySegment.copy(bytes, 0, frame, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return called(SEND, file, frame, (long) bytes.length, 0) == bytes.length;
  }

  @Override
  public void close() {
    called(CLOSE, file);
    arena.close();
  }
}
