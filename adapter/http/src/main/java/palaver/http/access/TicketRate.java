// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many guest tickets one address may take. Of IPv6 the first 64 bits count, because one home
/// has all the others.
public final class TicketRate {
  private static final int INITIAL_CAPACITY = 16;

  private final int burst;
  private final int perMinute;
  private final Map<String, Bucket> buckets;

  /// @param addressesMax addresses remembered; the one unused longest is forgotten
  public TicketRate(int burst, int perMinute, int addressesMax) {
    this.burst = burst;
    this.perMinute = perMinute;
    buckets =
        new LinkedHashMap<>(INITIAL_CAPACITY, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > addressesMax;
          }
        };
  }

  /// Takes one ticket for `address`: zero when there was one, otherwise how long to wait.
  public Duration take(String address) {
    Bucket bucket;
    synchronized (buckets) {
      bucket = buckets.computeIfAbsent(network(address), _ -> bucket());
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .build();
  }

  private static String network(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      return HexFormat.of().formatHex(bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes);
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
