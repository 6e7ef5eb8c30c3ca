// SPDX-License-Identifier: Apache-2.0
package palaver.radio.text;

import java.util.TreeMap;
import palaver.base.Deadlines;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.TextMessage;

/// What one author wrote in one run of its device.
final class Run {

  /// Names a run.
  record Key(NodeId author, long boot) implements Comparable<Key> {

    static Key of(TextMessage.Id id) {
      return new Key(id.author(), id.boot());
    }

    TextMessage.Id at(long sequence) {
      return new TextMessage.Id(author, boot, sequence);
    }

    @Override
    public int compareTo(Key other) {
      int order = author.compareTo(other.author);
      return order != 0 ? order : Long.compareUnsigned(boot, other.boot);
    }
  }

  /// The number of a run's first text.
  static final long FIRST = 1;

  final Key key;
  final TreeMap<Long, KeptText> kept = new TreeMap<>();

  /// Texts that came before their predecessors.
  final TreeMap<Long, KeptText> waiting = new TreeMap<>();

  /// The number of the text that is shown next.
  long next = FIRST;

  /// When the texts that wait are shown without those before.
  long gapEndsNs = Deadlines.NEVER;

  Run(Key key) {
    this.key = key;
  }
}
