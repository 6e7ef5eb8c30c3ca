// SPDX-License-Identifier: Apache-2.0
package palaver.radio.dnssd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Deadlines;
import palaver.base.Parsed;
import palaver.wire.dns.DnsMessage;
import palaver.wire.dns.DnsQuestion;
import palaver.wire.dns.DnsRecord;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PeerAddress;

/// The radio nodes that were heard of by multicast DNS, and when to ask and to answer. One thread
/// only; time comes from outside.
///
/// It keeps [#NODES_MAX] nodes; the one found first goes. Who keeps links to those it met does not
/// need them here any more, and nobody can keep newcomers out by filling the book.
public final class ServiceBook {

  /// So many nodes are kept.
  public static final int NODES_MAX = 256;

  /// So many are told, those found last.
  public static final int TOLD_MAX = 16;

  /// So many addresses of a node are kept, and told of an interface.
  public static final int ADDRESSES_MAX = 4;

  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long QUERY_GAP_NS_MAX = TimeUnit.HOURS.toNanos(1);
  private static final long TTL_NS_MIN = TimeUnit.SECONDS.toNanos(60);
  private static final long TTL_NS_MAX = TimeUnit.MINUTES.toNanos(75);
  private static final int ANNOUNCEMENTS = 2;
  private static final int INCOMPLETE_ASKED_MAX = 8;

  private final RandomGenerator random;
  private final Map<NodeId, Sighting> nodes = new LinkedHashMap<>();
  private @Nullable Announcement own;
  private @Nullable Long wanted;
  private long queryNs = Deadlines.NEVER;
  private long queryGapNs = SECOND_NS;
  private long askedNs;
  private long responseNs = Deadlines.NEVER;
  private long saidNs;
  private int announcements;
  private boolean typeAsked;
  private boolean news;
  private long malformed;

  /// An empty book.
  ///
  /// @param random spreads queries and answers (RFC 6762, sections 5.2 and 6)
  public ServiceBook(RandomGenerator random) {
    this.random = random;
    askedNs = -SECOND_NS;
    saidNs = -SECOND_NS;
  }

  /// What to look for and, when not null, what to say.
  public void set(long channel, @Nullable Announcement announcement) {
    wanted = channel;
    own = announcement;
  }

  /// The network is new: says and asks all from the beginning.
  public void begin(long nowNs) {
    browse(nowNs);
    announcements = own == null ? 0 : ANNOUNCEMENTS;
    responseNs = own == null ? Deadlines.NEVER : nowNs;
  }

  private void browse(long nowNs) {
    queryGapNs = SECOND_NS;
    queryAt(nowNs + spreadNs());
  }

  /// 20 to 120 ms.
  private long spreadNs() {
    return 20 * MS + random.nextLong(100 * MS);
  }

  private void queryAt(long atNs) {
    queryNs = Math.min(queryNs, Math.max(atNs, askedNs + SECOND_NS));
  }

  private void respondAt(long atNs) {
    responseNs = Math.min(responseNs, Math.max(atNs, saidNs + SECOND_NS));
  }

  /// How many messages could not be read. Grows only.
  public long malformedCount() {
    return malformed;
  }

  /// Reads what came from port 5353 of somebody.
  public void onMessage(long nowNs, byte[] bytes, int length) {
    switch (DnsMessage.parse(bytes, length)) {
      case Parsed.Malformed<DnsMessage> _ -> malformed++;
      case Parsed.Ok<DnsMessage>(DnsMessage message) -> {
        if (message.response()) {
          onResponse(nowNs, message);
        } else {
          onQuery(nowNs, message);
        }
      }
    }
  }

  /// Of a new node, what is still missing a second later is asked for.
  private void onResponse(long nowNs, DnsMessage response) {
    news = false;
    response.records().forEach(each -> learn(nowNs, each));
    if (news && !nodes.values().stream().allMatch(Sighting::isWhole)) {
      queryAt(nowNs + SECOND_NS);
    }
  }

  private void onQuery(long nowNs, DnsMessage query) {
    boolean asked = false;
    for (DnsQuestion question : query.questions()) {
      boolean ofType = question.name().equals(ServiceNames.TYPE) && question.wants(DnsRecord.PTR);
      if (ofType) {
        onSameQuestion(nowNs, query);
      }
      asked |= ofType && !isKnownTo(query);
      asked |= isOwn(ServiceNames.nodeOf(question.name()));
      boolean types = question.name().equals(ServiceNames.TYPES) && question.wants(DnsRecord.PTR);
      typeAsked |= types;
      asked |= types;
    }
    if (asked && own != null) {
      respondAt(nowNs + spreadNs());
    }
  }

  private boolean isOwn(@Nullable NodeId node) {
    return own != null && own.node().equals(node);
  }

  /// Whether who asks has this node's answer already (RFC 6762, section 7.1).
  private boolean isKnownTo(DnsMessage query) {
    return query.records().stream()
        .anyMatch(known ->
            known instanceof DnsRecord.Pointer(var _, long left, var target)
                && left >= Announcement.TTL_SECONDS / 2
                && isOwn(ServiceNames.nodeOf(target)));
  }

  /// Another asks what this node is about to ask, and knows no more: one is enough (RFC 6762,
  /// section 7.3).
  private void onSameQuestion(long nowNs, DnsMessage query) {
    boolean soon = queryNs - nowNs < SECOND_NS && nowNs - askedNs > SECOND_NS / 2;
    long fresh = nodes.values().stream().filter(node -> node.isFresh(nowNs)).count();
    boolean whole = nodes.values().stream().allMatch(Sighting::isWhole);
    if (soon && whole && query.records().size() <= fresh) {
      asked(nowNs);
    }
  }

  private void learn(long nowNs, DnsRecord record) {
    boolean pointer =
        record instanceof DnsRecord.Pointer && record.name().equals(ServiceNames.TYPE);
    NodeId node =
        record instanceof DnsRecord.Pointer(var _, var _, var target)
            ? pointer ? ServiceNames.nodeOf(target) : null
            : ServiceNames.nodeOf(record.name());
    if (node == null || isOwn(node)) {
      return;
    }
    if (record.ttlSeconds() == 0) {
      withdraw(node, record);
      return;
    }
    long ttlNs = Math.clamp(TimeUnit.SECONDS.toNanos(record.ttlSeconds()), TTL_NS_MIN, TTL_NS_MAX);
    Sighting sighting = sighting(node);
    sighting.touch(nowNs, ttlNs, 0.8 + random.nextDouble() / 10);
    note(nowNs + ttlNs, record, sighting);
  }

  private void withdraw(NodeId node, DnsRecord record) {
    Sighting known = nodes.get(node);
    if (record instanceof DnsRecord.Pointer) {
      nodes.remove(node);
    } else if (known != null && record instanceof DnsRecord.Address address) {
      known.withdraw(address.ip());
    }
  }

  private Sighting sighting(NodeId node) {
    Sighting known = nodes.get(node);
    if (known == null) {
      if (nodes.size() == NODES_MAX) {
        nodes.remove(nodes.keySet().iterator().next());
      }
      known = new Sighting(node);
      nodes.put(node, known);
      news = true;
    }
    return known;
  }

  private static void note(long untilNs, DnsRecord record, Sighting sighting) {
    switch (record) {
      case DnsRecord.Pointer _ -> {}
      case DnsRecord.Service service -> {
        boolean ofHost = service.target().equals(ServiceNames.host(sighting.node));
        sighting.port(ofHost ? service.port() : 0);
      }
      case DnsRecord.Text text -> sighting.channel(ServiceText.channel(text.strings()));
      case DnsRecord.Address address -> {
        PeerAddress where = new PeerAddress(sighting.node, address.ip(), 1);
        if (where.reach() == PeerAddress.Reach.NETWORK) {
          sighting.address(address.ip(), untilNs);
        }
      }
    }
  }

  /// When to look again whether something is due.
  public long nextDeadlineNs() {
    long next = Math.min(queryNs, responseNs);
    for (Sighting each : nodes.values()) {
      next = Math.min(next, each.nextNs());
    }
    return next;
  }

  /// The query that is due now, at most `bytesMax` long; null when none is.
  public @Nullable DnsMessage query(long nowNs) {
    boolean lost = nodes.values().removeIf(node -> node.isOver(nowNs));
    if (lost) {
      browse(nowNs);
    }
    for (Sighting each : nodes.values()) {
      if (each.isToBeAsked(nowNs)) {
        queryAt(nowNs);
      }
    }
    if (queryNs > nowNs) {
      return null;
    }
    List<DnsQuestion> questions = new ArrayList<>();
    questions.add(new DnsQuestion(ServiceNames.TYPE, DnsRecord.PTR));
    nodes.values().stream()
        .filter(node -> !node.isWhole())
        .limit(INCOMPLETE_ASKED_MAX)
        .forEach(node -> {
          questions.add(new DnsQuestion(ServiceNames.instance(node.node), DnsRecord.ANY));
          questions.add(new DnsQuestion(ServiceNames.host(node.node), DnsRecord.ANY));
        });
    asked(nowNs);
    return new DnsMessage(false, questions, known(nowNs));
  }

  /// The next query comes after twice the time (RFC 6762, section 5.2).
  private void asked(long nowNs) {
    askedNs = nowNs;
    queryNs = nowNs + queryGapNs;
    queryGapNs = Math.min(2 * queryGapNs, QUERY_GAP_NS_MAX);
  }

  private List<DnsRecord> known(long nowNs) {
    List<DnsRecord> known = new ArrayList<>();
    for (Sighting each : nodes.values()) {
      if (each.isFresh(nowNs)) {
        long left = TimeUnit.NANOSECONDS.toSeconds(each.leftNs(nowNs));
        known.add(new DnsRecord.Pointer(ServiceNames.TYPE, left, ServiceNames.instance(each.node)));
      }
    }
    return known;
  }

  /// What this node says about itself; due now when [#isResponseDue].
  public @Nullable DnsMessage response(List<Bytes> ips) {
    return own == null ? null : own.message(ips, Announcement.TTL_SECONDS, typeAsked);
  }

  /// What takes all of it back; null when nothing was said.
  public @Nullable DnsMessage goodbye(List<Bytes> ips) {
    return own == null ? null : own.message(ips, 0, false);
  }

  public boolean isResponseDue(long nowNs) {
    return responseNs <= nowNs;
  }

  /// The response was sent.
  public void responded(long nowNs) {
    saidNs = nowNs;
    typeAsked = false;
    announcements = Math.max(0, announcements - 1);
    responseNs = announcements > 0 ? nowNs + SECOND_NS : Deadlines.NEVER;
  }

  /// Where the nodes of the channel are: one list for each node, those found last first.
  public List<List<PeerAddress>> found() {
    Long channel = wanted;
    if (channel == null) {
      return List.of();
    }
    return new ArrayList<>(nodes.values())
        .reversed().stream()
            .filter(node -> node.isWhole() && node.isOf(channel))
            .limit(TOLD_MAX)
            .map(Sighting::peers)
            .toList();
  }
}
