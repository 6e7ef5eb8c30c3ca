// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/// Gives threads a core of their own, so that what is measured does not wait for the measuring.
final class Affinity {

  /// The core of the sender that is measured.
  static final int MEASURED_CORE = 0;

  /// The core of talkers and listeners.
  static final int PEERS_CORE = 1;

  private Affinity() {}

  /// Keeps the calling thread on `core`; does nothing where there is no second core, or no Linux.
  static void pinTo(int core) {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    if (linux && Runtime.getRuntime().availableProcessors() > 1) {
      setAffinity(1L << core);
    }
  }

  @SuppressWarnings("restricted") // sched_setaffinity is not to be had in Java
  private static void setAffinity(long mask) {
    Linker linker = Linker.nativeLinker();
    MethodHandle call =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("sched_setaffinity"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocateFrom(JAVA_LONG, mask);
      if ((int) call.invokeExact(0, set.byteSize(), set) != 0) {
        throw new IllegalStateException("cannot keep a thread on core mask " + mask);
      }
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IllegalStateException("a native call cannot fail in Java", failure);
    }
  }
}
