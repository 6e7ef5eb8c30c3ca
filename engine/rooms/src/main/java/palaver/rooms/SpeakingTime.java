// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

/// Whether somebody speaks, and for how long they did.
final class SpeakingTime {
  private boolean speaking;
  private long sinceNs;
  private long finishedNs;

  boolean speaking() {
    return speaking;
  }

  /// Notes a start or an end; false when it is none.
  ///
  /// @param atNs when it was, which may lie a little in the past
  boolean change(long atNs, boolean speaks) {
    if (speaks == speaking) {
      return false;
    }
    if (speaking) {
      finishedNs += Math.max(0, atNs - sinceNs);
    }
    speaking = speaks;
    sinceNs = atNs;
    return true;
  }

  long totalNs(long nowNs) {
    return speaking ? finishedNs + nowNs - sinceNs : finishedNs;
  }
}
