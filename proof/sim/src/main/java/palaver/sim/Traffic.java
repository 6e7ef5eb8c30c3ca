// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.Arrays;

/// How many datagrams and bytes each machine has sent, by classes that a scenario chooses.
public final class Traffic {

  /// How many classes there are.
  public static final int CLASSES = 2;

  /// Puts a datagram into a class, 0 to [#CLASSES] - 1.
  @FunctionalInterface
  public interface Classifier {
    int of(byte[] bytes, int offset, int length);
  }

  private long[] datagrams = new long[64 * CLASSES];
  private long[] bytes = new long[64 * CLASSES];
  private Classifier classifier = (_, _, _) -> 0;

  /// Counts by these classes from now on.
  public void classify(Classifier by) {
    classifier = by;
  }

  void sent(Endpoint from, byte[] content, int offset, int length) {
    int place = from.host() * CLASSES + classifier.of(content, offset, length);
    if (place >= datagrams.length) {
      datagrams = Arrays.copyOf(datagrams, place * 2);
      bytes = Arrays.copyOf(bytes, place * 2);
    }
    datagrams[place]++;
    bytes[place] += length;
  }

  /// How many datagrams of a class `host` has sent; one to all counts once.
  public long datagrams(int host, int kind) {
    return at(datagrams, host, kind);
  }

  /// How many bytes of payload of a class `host` has sent.
  public long bytes(int host, int kind) {
    return at(bytes, host, kind);
  }

  private static long at(long[] counts, int host, int kind) {
    int place = host * CLASSES + kind;
    return place < counts.length ? counts[place] : 0;
  }
}
