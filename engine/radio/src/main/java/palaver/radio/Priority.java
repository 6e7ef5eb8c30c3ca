// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.wire.radio.Capabilities;
import palaver.wire.radio.NodeId;

/// How fit a node is to lead: what it can do decides, then the smaller node id.
final class Priority {
  private static final int CLASS_WEIGHT = 4;

  private Priority() {}

  /// 0 for a node that must not lead, more for a fitter one.
  static long of(Capabilities capabilities) {
    if (!capabilities.has(Capabilities.FEATURE_LEAD)) {
      return 0;
    }
    long priority = 1 + (long) CLASS_WEIGHT * capabilities.nodeClass().code();
    priority += capabilities.has(Capabilities.FEATURE_WIRED) ? 2 : 0;
    priority += capabilities.has(Capabilities.FEATURE_MAINS_POWER) ? 1 : 0;
    return priority;
  }

  /// Whether the first is the fitter of two.
  static boolean isFitter(long priority, NodeId node, long otherPriority, NodeId other) {
    return priority != otherPriority ? priority > otherPriority : node.compareTo(other) < 0;
  }
}
