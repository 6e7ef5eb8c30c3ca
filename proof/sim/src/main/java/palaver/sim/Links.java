// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.random.RandomGenerator;

/// A whole network: decides about every datagram without making an object for it.
public interface Links {

  /// Answer of a datagram that does not arrive.
  long LOST = -1;

  /// How long a datagram of `length` bytes, sent at `atNs`, is under way; [#LOST] when it is lost.
  long delayNs(long atNs, Endpoint from, Endpoint to, int length, RandomGenerator random);

  /// One datagram to all begins: [#delayNs] is asked for each receiver until [#multicastDone].
  default void multicast(long atNs, Endpoint from, int length) {}

  default void multicastDone() {}

  /// How long a second copy is under way; [#LOST] when there is none. Asked once for each datagram
  /// that arrives.
  default long duplicateDelayNs(long atNs, Endpoint from, Endpoint to, RandomGenerator random) {
    return LOST;
  }
}
