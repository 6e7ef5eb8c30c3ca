// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import palaver.base.Counter;

/// What was dropped, and why; one for all connections of a media thread.
public final class PeerCounters {
  /// From an address that belongs to no connection.
  public final Counter unknownAddress = new Counter();
}
