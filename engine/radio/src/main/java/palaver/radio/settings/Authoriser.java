// SPDX-License-Identifier: Apache-2.0
package palaver.radio.settings;

import palaver.base.Bytes;
import palaver.wire.radio.NodeId;

/// Knows whose word changes settings; the trust module stands behind it.
@FunctionalInterface
public interface Authoriser {

  /// Whether `author` is an operator and `signature` is its signature under `statement`.
  boolean holds(NodeId author, byte[] statement, Bytes signature);
}
