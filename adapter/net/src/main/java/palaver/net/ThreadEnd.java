// SPDX-License-Identifier: Apache-2.0
package palaver.net;

/// The end of a driver's thread.
public final class ThreadEnd {

  private ThreadEnd() {}

  /// Waits until `thread` has ended, also while the caller is interrupted: what the thread holds, a
  /// port for instance, is free afterwards. The caller stays interrupted.
  public static void await(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
