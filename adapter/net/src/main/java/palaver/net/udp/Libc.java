// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;

/// The C library's socket calls. Pointers are passed as numbers; each call answers its result, or
/// the negative error number.
///
/// An instance keeps the memory that the error number is written to: one thread at a time.
final class Libc implements KernelSend {

  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_VALUE =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET = ints("socket", 3);
  private static final MethodHandle CLOSE = ints("close", 1);
  private static final MethodHandle EVENTFD = ints("eventfd", 2);
  private static final MethodHandle BIND =
      handle("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));
  private static final MethodHandle GETSOCKNAME =
      handle("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle SETSOCKOPT =
      handle(
          "setsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));
  private static final MethodHandle GETSOCKOPT =
      handle(
          "getsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle PPOLL =
      handle("ppoll", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle RECVMMSG =
      handle(
          "recvmmsg",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));
  private static final MethodHandle SENDMMSG =
      handle("sendmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));
  private static final MethodHandle SENDMSG =
      handle("sendmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
  private static final MethodHandle READ = transfer("read");
  private static final MethodHandle WRITE = transfer("write");

  private static final int MSG_DONTWAIT = 0x40;

  private final MemorySegment state = Arena.ofAuto().allocate(STATE);
  private int sendingSocket = -1;

  /// Whether this machine has the calls in the shape that we know: 64-bit little-endian Linux.
  static boolean isUsable() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
        && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
        && java.lang.foreign.ValueLayout.ADDRESS.byteSize() == Long.BYTES;
  }

  @SuppressWarnings("restricted") // this class is the one door to native code
  private static MethodHandle handle(String name, FunctionDescriptor shape) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape, ERRNO);
  }

  private static MethodHandle ints(String name, int parameters) {
    MemoryLayout[] layouts = new MemoryLayout[parameters];
    java.util.Arrays.fill(layouts, JAVA_INT);
    return handle(name, FunctionDescriptor.of(JAVA_INT, layouts));
  }

  private static MethodHandle transfer(String name) {
    return handle(name, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG));
  }

  private int result(int returned) {
    return returned >= 0 ? returned : -(int) ERRNO_VALUE.get(state, 0L);
  }

  int socket(int domain, int type, int protocol) {
    try {
      return result((int) SOCKET.invokeExact(state, domain, type, protocol));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int close(int file) {
    try {
      return result((int) CLOSE.invokeExact(state, file));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int eventFile(int flags) {
    try {
      return result((int) EVENTFD.invokeExact(state, 0, flags));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int bind(int socket, long address, int lengthBytes) {
    try {
      return result((int) BIND.invokeExact(state, socket, address, lengthBytes));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int socketName(int socket, long address, long lengthAt) {
    try {
      return result((int) GETSOCKNAME.invokeExact(state, socket, address, lengthAt));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int setOption(int socket, int level, int option, long valueAt) {
    try {
      return result(
          (int) SETSOCKOPT.invokeExact(state, socket, level, option, valueAt, Integer.BYTES));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int option(int socket, int level, int option, long valueAt, long lengthAt) {
    try {
      return result((int) GETSOCKOPT.invokeExact(state, socket, level, option, valueAt, lengthAt));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int poll(long files, int count, long timespec) {
    try {
      return result((int) PPOLL.invokeExact(state, files, (long) count, timespec, 0L));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// recvmmsg without waiting.
  int receiveMany(int socket, long vector, int count) {
    try {
      return result((int) RECVMMSG.invokeExact(state, socket, vector, count, MSG_DONTWAIT, 0L));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// Which socket [#sendMany] and [#sendOne] use.
  void sendOn(int socket) {
    sendingSocket = socket;
  }

  @Override
  public int sendMany(long vector, int count) {
    try {
      return result((int) SENDMMSG.invokeExact(state, sendingSocket, vector, count, MSG_DONTWAIT));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public int sendOne(long header) {
    try {
      return result((int) (long) SENDMSG.invokeExact(state, sendingSocket, header, MSG_DONTWAIT));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int read(int file, long at, int bytes) {
    try {
      return result((int) (long) READ.invokeExact(state, file, at, (long) bytes));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int write(int file, long at, int bytes) {
    try {
      return result((int) (long) WRITE.invokeExact(state, file, at, (long) bytes));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static IllegalStateException unexpected(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("a native call cannot fail in Java", e);
  }
}
