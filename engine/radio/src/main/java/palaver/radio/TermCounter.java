// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.function.Supplier;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.Term;

/// Makes this node's terms. Each counter is safe before it is used, so no term is made twice, not
/// even after a restart.
final class TermCounter {
  private final RadioConfig config;
  private final Supplier<Capabilities> capabilities;
  private final StableStore store;
  private long floor;

  TermCounter(RadioConfig config, Supplier<Capabilities> capabilities, StableStore store) {
    this.config = config;
    this.capabilities = capabilities;
    this.store = store;
    floor = config.termCounter();
  }

  /// The counter that every term of this node is above.
  long floor() {
    return floor;
  }

  /// Something holds here that was made in a term with this counter.
  void atLeast(long counter) {
    floor = Math.max(floor, counter);
  }

  /// A term of this node, above `known` and above all before.
  Term next(Term known) {
    long counter = Math.max(known.counter(), floor) + 1;
    store.termCounter(counter);
    floor = counter;
    return new Term(counter, Priority.of(capabilities.get()), config.self(), config.boot());
  }
}
