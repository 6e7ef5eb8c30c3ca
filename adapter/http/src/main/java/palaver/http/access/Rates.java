// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts what is limited, for each subject by itself. A bounded number of subjects is remembered
/// for each limit; the one unused longest is forgotten.
public final class Rates {
  private static final int INITIAL_CAPACITY = 16;

  private final Map<RateLimit, Counted> limits = new EnumMap<>(RateLimit.class);

  /// One limit and its subjects.
  private record Counted(RateRule rule, Map<String, Bucket> buckets) {}

  /// @param rules where they differ from [RateLimit#rule]
  public Rates(Map<RateLimit, RateRule> rules, int subjectsMax) {
    for (RateLimit limit : RateLimit.values()) {
      RateRule rule = rules.getOrDefault(limit, limit.rule());
      limits.put(limit, new Counted(rule, newestOnly(subjectsMax)));
    }
  }

  /// Takes one of `subject`: zero when there was one, otherwise how long to wait.
  public Duration take(RateLimit limit, String subject) {
    Counted counted = limits.get(limit);
    if (counted == null) {
      throw new IllegalStateException("every limit is counted");
    }
    String key = limit.subject() == RateLimit.Subject.ADDRESS ? network(subject) : subject;
    Bucket bucket;
    synchronized (counted.buckets()) {
      bucket = counted.buckets().computeIfAbsent(key, _ -> bucket(counted.rule()));
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  private static Map<String, Bucket> newestOnly(int subjectsMax) {
    return new LinkedHashMap<>(INITIAL_CAPACITY, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
        return size() > subjectsMax;
      }
    };
  }

  private static Bucket bucket(RateRule rule) {
    return Bucket.builder()
        .addLimit(limit ->
            limit.capacity(rule.burst()).refillGreedy(rule.perMinute(), Duration.ofMinutes(1)))
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
