// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.Arrays;

/// How many datagrams and bytes each machine has sent.
public final class Traffic {
  private long[] datagrams = new long[64];
  private long[] bytes = new long[64];

  void sent(Endpoint from, int length) {
    int host = from.host();
    if (host >= datagrams.length) {
      datagrams = Arrays.copyOf(datagrams, host * 2);
      bytes = Arrays.copyOf(bytes, host * 2);
    }
    datagrams[host]++;
    bytes[host] += length;
  }

  /// How many datagrams `host` has sent; one to all counts once.
  public long datagrams(int host) {
    return host < datagrams.length ? datagrams[host] : 0;
  }

  /// How many bytes of payload `host` has sent.
  public long bytes(int host) {
    return host < bytes.length ? bytes[host] : 0;
  }
}
