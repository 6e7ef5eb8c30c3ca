// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import java.util.HexFormat;

/// A device in a channel: the first eight bytes of the SHA-256 of its public signing key, so that
/// it stays the same over restarts. Ordered as an unsigned number.
public record NodeId(long value) implements Comparable<NodeId> {

  /// Nobody.
  public static final NodeId NONE = new NodeId(0);

  @Override
  public int compareTo(NodeId other) {
    return Long.compareUnsigned(value, other.value);
  }

  /// Sixteen hexadecimal digits.
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(value);
  }
}
