// SPDX-License-Identifier: Apache-2.0
package palaver.http.monitor;

import org.jspecify.annotations.Nullable;

/// Hears of every call, after its answer. It must not block.
@FunctionalInterface
public interface RequestWatcher {

  /// Nobody watches.
  RequestWatcher NOBODY = _ -> {};

  /// One call.
  ///
  /// @param route as it was installed, such as `/api/voice/rooms/{world}`; `other` for addresses at
  ///   which there is nothing
  /// @param error the code of the error that was answered, or null
  record Answered(
      String method, String route, int status, @Nullable String error, long durationNs) {}

  void answered(Answered call);
}
