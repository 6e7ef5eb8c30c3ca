// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import org.jspecify.annotations.Nullable;

/// Something that is due: an action, or a datagram on its way. Places are used again.
final class Pending {
  private static final byte[] EMPTY = {};

  @Nullable Runnable action;
  @Nullable Endpoint from;
  @Nullable Endpoint to;
  byte[] bytes = EMPTY;
  int length;
  @Nullable Pending next;

  void datagram(Endpoint from, Endpoint to, byte[] source, int offset, int length) {
    this.from = from;
    this.to = to;
    this.length = length;
    if (bytes.length < length) {
      bytes = new byte[(length + 127) & -128];
    }
    System.arraycopy(source, offset, bytes, 0, length);
  }

  void clear() {
    action = null;
    from = null;
    to = null;
    length = 0;
  }
}
