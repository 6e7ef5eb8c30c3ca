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
  boolean change(long nowNs, boolean speaks) {
    if (speaks == speaking) {
      return false;
    }
    if (speaking) {
      finishedNs += nowNs - sinceNs;
    }
    speaking = speaks;
    sinceNs = nowNs;
    return true;
  }

  long totalNs(long nowNs) {
    return speaking ? finishedNs + nowNs - sinceNs : finishedNs;
  }
}
