// SPDX-License-Identifier: Apache-2.0
package palaver.monitor.hook;

/// Hears what becomes of a webhook's messages. It must not block.
@FunctionalInterface
public interface HookWatcher {

  /// What can become of a message, or of one try.
  enum Result {
    /// The receiver answered with a status of 200 to 299.
    DELIVERED,
    /// One try failed; another follows, or the message is given up.
    FAILED,
    /// Tried often enough, or the target must not be called.
    GIVEN_UP,
    /// The queue was full.
    DROPPED
  }

  void heard(Result result);
}
