// SPDX-License-Identifier: Apache-2.0
package palaver.http.live;

/// Somebody who follows the events.
interface Subscriber {

  /// Queues a frame; false when there is no room for it. Never blocks.
  boolean offer(String frame);

  /// Ends a subscription that did not keep up.
  void tooSlow();
}
