// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.BitSet;

/// Something that goes wrong in the network from one moment to another.
///
/// Groups are sets of machines by number. A fault is a value: a scenario makes a list of them from
/// its seed and installs it.
public sealed interface Fault {

  /// When it begins, in the run's time.
  long beginNs();

  /// When it has ended.
  long endNs();

  /// Whether nothing gets from `from` to `to` while it lasts.
  boolean blocks(int from, int to);

  /// How many of a million datagrams from `from` to `to` are lost in addition.
  default int lossPerMillion(int from, int to) {
    return 0;
  }

  /// How much longer a datagram from `from` to `to` takes.
  default long extraDelayNs(int from, int to) {
    return 0;
  }

  /// Two halves that do not hear each other: `side` and all others.
  record Split(long beginNs, long endNs, BitSet side) implements Fault {
    @Override
    public boolean blocks(int from, int to) {
      return side.get(from) != side.get(to);
    }
  }

  /// Only one direction is gone: what `from` sends does not reach `to`.
  record OneWay(long beginNs, long endNs, BitSet from, BitSet to) implements Fault {
    @Override
    public boolean blocks(int sender, int receiver) {
      return from.get(sender) && to.get(receiver);
    }
  }

  /// Two groups do not hear each other, all others hear both.
  record Partial(long beginNs, long endNs, BitSet one, BitSet other) implements Fault {
    @Override
    public boolean blocks(int from, int to) {
      return (one.get(from) && other.get(to)) || (other.get(from) && one.get(to));
    }
  }

  /// The links of some machines lose more and take longer.
  record Degraded(long beginNs, long endNs, BitSet who, int lossPerMillion, long delayNs)
      implements Fault {
    @Override
    public boolean blocks(int from, int to) {
      return false;
    }

    @Override
    public int lossPerMillion(int from, int to) {
      return who.get(from) || who.get(to) ? lossPerMillion : 0;
    }

    @Override
    public long extraDelayNs(int from, int to) {
      return who.get(from) || who.get(to) ? delayNs : 0;
    }
  }
}
