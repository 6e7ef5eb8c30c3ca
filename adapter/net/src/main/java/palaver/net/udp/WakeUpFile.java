// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;

/// Waits for a socket or for another thread's call: an eventfd beside the socket in one ppoll.
final class WakeUpFile {

  private static final int FLAGS_NONBLOCK_CLOEXEC = 0x80800;
  private static final int POLLIN = 1;
  private static final int POLL_FILES = 2;
  private static final int POLL_ENTRY_BYTES = 8;
  private static final long REVENTS_AT = POLL_ENTRY_BYTES + 6;
  private static final long TIME_AT = 16;
  private static final long COUNT_AT = 32;
  private static final int MEMORY_BYTES = 40;
  private static final long NS_PER_S = TimeUnit.SECONDS.toNanos(1);

  private final Libc libc;
  private final Libc otherThreads = new Libc();
  private final MemorySegment memory = Arena.ofAuto().allocate(MEMORY_BYTES, 8);
  private final MemorySegment one = Arena.ofAuto().allocate(8, 8);
  private final int file;
  private boolean closed;

  WakeUpFile(Libc libc, int socket) throws SocketException {
    this.libc = libc;
    file = libc.eventFile(FLAGS_NONBLOCK_CLOEXEC);
    if (file < 0) {
      throw new SocketException("cannot open an eventfd: error " + -file);
    }
    one.set(ValueLayout.JAVA_LONG, 0, 1);
    memory.set(ValueLayout.JAVA_INT, 0, socket);
    memory.set(ValueLayout.JAVA_SHORT, 4, (short) POLLIN);
    memory.set(ValueLayout.JAVA_INT, POLL_ENTRY_BYTES, file);
    memory.set(ValueLayout.JAVA_SHORT, POLL_ENTRY_BYTES + 4, (short) POLLIN);
  }

  void await(long timeoutNs) {
    memory.set(ValueLayout.JAVA_LONG, TIME_AT, timeoutNs / NS_PER_S);
    memory.set(ValueLayout.JAVA_LONG, TIME_AT + 8, timeoutNs % NS_PER_S);
    int ready = libc.poll(memory.address(), POLL_FILES, memory.address() + TIME_AT);
    if (ready > 0 && memory.get(ValueLayout.JAVA_SHORT, REVENTS_AT) != 0) {
      libc.read(file, memory.address() + COUNT_AT, Long.BYTES);
    }
  }

  synchronized void wakeUp() {
    if (!closed) {
      otherThreads.write(file, one.address(), Long.BYTES);
    }
  }

  synchronized void close() {
    if (!closed) {
      closed = true;
      libc.close(file);
    }
  }
}
