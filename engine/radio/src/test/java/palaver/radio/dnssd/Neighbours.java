// SPDX-License-Identifier: Apache-2.0
package palaver.radio.dnssd;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.wire.dns.DnsMessage;
import palaver.wire.radio.NodeId;

/// Nodes of one network in virtual time: what one says, all others hear at once.
final class Neighbours {

  static final long CHANNEL = 0x1234_5678_9abc_def0L;
  static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(5);

  /// One node.
  final class Neighbour {
    final NodeId id;
    final ServiceBook book;
    Bytes ip;
    boolean plugged = true;
    int queries;
    int responses;

    private Neighbour(int number, long channel, boolean announces) {
      id = new NodeId(number);
      ip = Bytes.of(new byte[] {10, 0, 0, (byte) number});
      book = new ServiceBook(new SplittableRandom(number));
      book.set(channel, announces ? new Announcement(id, channel, 7_000 + number) : null);
      book.begin(nowNs);
    }

    private void turn() {
      DnsMessage query = book.query(nowNs);
      if (query != null) {
        queries++;
        say(this, query);
      }
      if (book.isResponseDue(nowNs)) {
        responses++;
        say(this, book.response(List.of(ip)));
        book.responded(nowNs);
      }
    }

    /// Ends in an orderly way.
    void leave() {
      say(this, book.goodbye(List.of(ip)));
      all.remove(this);
    }

    /// Ends without a word.
    void die() {
      all.remove(this);
    }

    List<Long> sees() {
      return book.found().stream().map(node -> node.getFirst().node().value()).sorted().toList();
    }
  }

  final List<Neighbour> all = new ArrayList<>();
  final List<DnsMessage> said = new ArrayList<>();
  long nowNs;

  Neighbour add(int number) {
    return add(number, CHANNEL, true);
  }

  Neighbour add(int number, long channel, boolean announces) {
    Neighbour added = new Neighbour(number, channel, announces);
    all.add(added);
    return added;
  }

  private void say(Neighbour from, @Nullable DnsMessage message) {
    if (message == null || !from.plugged) {
      return;
    }
    said.add(message);
    byte[] room = new byte[1_200];
    int length = message.write(room);
    for (Neighbour each : all) {
      if (each != from && each.plugged) {
        each.book.onMessage(nowNs, room, length);
      }
    }
  }

  private long nextDeadlineNs() {
    return all.stream().mapToLong(each -> each.book.nextDeadlineNs()).min().orElse(nowNs);
  }

  void run(double seconds) {
    long endNs = nowNs + (long) (seconds * SECOND_NS);
    while (nowNs < endNs) {
      nowNs = Math.clamp(nextDeadlineNs(), nowNs + STEP_NS, Math.max(endNs, nowNs + STEP_NS));
      for (Neighbour each : List.copyOf(all)) {
        if (each.book.nextDeadlineNs() <= nowNs) {
          each.turn();
        }
      }
    }
  }
}
