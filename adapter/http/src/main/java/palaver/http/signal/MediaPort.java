// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import palaver.sfu.SfuCommand;

/// The port to the command queues of the media threads.
@FunctionalInterface
public interface MediaPort {

  /// Hands `command` to a media thread; false when its queue is full. Never blocks. Commands to one
  /// thread are taken in order.
  boolean submit(int mediaThread, SfuCommand command);
}
