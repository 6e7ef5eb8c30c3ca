// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.sctp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import palaver.base.Outbox;
import palaver.base.SecretSource;

/// Two associations in virtual time and a path that loses, delays and reorders from a seed.
final class Pair {

  static final int LEFT = 0;
  static final int RIGHT = 1;
  private static final long MS = 1_000_000;

  /// A message as one end got it.
  record Got(long atNs, int stream, int protocol, byte[] bytes) {}

  private record Packet(long atNs, long number, int to, byte[] bytes) {}

  final SctpAssociation[] ends = new SctpAssociation[2];
  final List<List<Got>> got = List.of(new ArrayList<>(), new ArrayList<>());
  private final SplittableRandom random;
  private final PriorityQueue<Packet> path =
      new PriorityQueue<>(Comparator.comparingLong(Packet::atNs).thenComparingLong(Packet::number));
  private final Outbox<Void> outbox = new Outbox<>(256, 256 * 1_600);
  double loss;
  long jitterNs;
  Predicate<byte[]> dropped = _ -> false;
  long nowNs;
  private long number;

  Pair(long seed) {
    this(seed, SctpLimits.DEFAULT);
  }

  Pair(long seed, SctpLimits limits) {
    random = new SplittableRandom(seed);
    SecretSource secrets = random::nextBytes;
    for (int end = 0; end < 2; end++) {
      List<Got> sink = got.get(end);
      ends[end] =
          new SctpAssociation(
              limits,
              secrets,
              (at, stream, protocol, bytes, offset, length) ->
                  sink.add(
                      new Got(
                          at,
                          stream,
                          protocol,
                          Arrays.copyOfRange(bytes, offset, offset + length))));
    }
  }

  Pair connected() {
    ends[LEFT].connect(nowNs, outbox);
    drain(LEFT);
    run(2_000);
    return this;
  }

  void connect(int end) {
    ends[end].connect(nowNs, outbox);
    drain(end);
  }

  boolean send(int from, int stream, Delivery delivery, byte[] bytes) {
    boolean taken = ends[from].send(nowNs, stream, 51, delivery, bytes, 0, bytes.length, outbox);
    drain(from);
    return taken;
  }

  void abort(int end) {
    ends[end].abort(outbox);
    drain(end);
  }

  void packet(int to, byte[] bytes) {
    ends[to].onPacket(nowNs, bytes, 0, bytes.length, outbox);
    drain(to);
  }

  private void drain(int from) {
    for (int i = 0; i < outbox.datagramCount(); i++) {
      byte[] bytes =
          Arrays.copyOfRange(outbox.bytes(), outbox.offset(i), outbox.offset(i) + outbox.length(i));
      if (random.nextDouble() >= loss && !dropped.test(bytes)) {
        long delayNs = 20 * MS + (jitterNs == 0 ? 0 : random.nextLong(jitterNs));
        path.add(new Packet(nowNs + delayNs, number++, 1 - from, bytes));
      }
    }
    outbox.clear();
  }

  /// Lets `ms` milliseconds pass.
  void run(long ms) {
    long endNs = nowNs + ms * MS;
    while (true) {
      Packet first = path.peek();
      long packetNs = first == null ? Long.MAX_VALUE : first.atNs();
      long timerNs = Math.min(ends[LEFT].nextDeadlineNs(), ends[RIGHT].nextDeadlineNs());
      if (Math.min(packetNs, timerNs) > endNs) {
        break;
      }
      if (packetNs <= timerNs) {
        path.remove();
        nowNs = Math.max(nowNs, packetNs);
        packet(first.to(), first.bytes());
      } else {
        nowNs = Math.max(nowNs, timerNs);
        for (int end = 0; end < 2; end++) {
          ends[end].onDeadline(nowNs, outbox);
          drain(end);
        }
      }
    }
    nowNs = endNs;
  }
}
