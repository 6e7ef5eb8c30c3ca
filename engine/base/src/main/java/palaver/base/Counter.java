// SPDX-License-Identifier: Apache-2.0
package palaver.base;

/// A count kept by one thread. It only grows.
public final class Counter {
  private long count;

  public void increment() {
    count++;
  }

  public void add(long amount) {
    count += amount;
  }

  public long count() {
    return count;
  }
}
