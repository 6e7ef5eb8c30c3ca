// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

/// Which protocols a node speaks.
public enum RadioProtocol {
  /// Version 1 alone: the old protocol without any security.
  V1,
  /// Version 2 alone: this node never joins old devices, even when it leads.
  V2,
  /// Version 2, and when this node leads it joins devices of version 1, where the channel allows
  /// it.
  BOTH;

  /// Whether it speaks version 1 next to version 2.
  boolean bridges() {
    return this == BOTH;
  }
}
