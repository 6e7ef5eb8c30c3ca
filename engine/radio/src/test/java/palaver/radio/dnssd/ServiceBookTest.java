// SPDX-License-Identifier: Apache-2.0
package palaver.radio.dnssd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import palaver.base.Bytes;
import palaver.radio.dnssd.Neighbours.Neighbour;
import palaver.wire.dns.DnsMessage;
import palaver.wire.dns.DnsName;
import palaver.wire.dns.DnsQuestion;
import palaver.wire.dns.DnsRecord;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PeerAddress;

class ServiceBookTest {

  private final Neighbours network = new Neighbours();

  private static Bytes ip(int... parts) {
    byte[] bytes = new byte[parts.length];
    for (int i = 0; i < parts.length; i++) {
      bytes[i] = (byte) parts[i];
    }
    return Bytes.of(bytes);
  }

  private void hear(Neighbour node, DnsMessage message) {
    byte[] room = new byte[DnsMessage.BYTES_MAX];
    node.book.onMessage(network.nowNs, room, message.write(room));
  }

  private static DnsMessage response(List<DnsRecord> records) {
    return new DnsMessage(true, List.of(), records);
  }

  @Test
  void nodesOfOneChannelFindEachOtherWithinASecond() {
    Neighbour one = network.add(1);
    network.run(10);
    Neighbour two = network.add(2);
    network.run(1);
    assertThat(one.sees()).containsExactly(2L);
    assertThat(two.book.found())
        .containsExactly(List.of(new PeerAddress(one.id, ip(10, 0, 0, 1), 7_001)));
  }

  @Test
  void whoOnlyLooksFindsAndIsNotFound() {
    Neighbour one = network.add(1);
    network.run(10);
    Neighbour looks = network.add(2, Neighbours.CHANNEL, false);
    network.run(0.5);
    assertThat(looks.sees()).containsExactly(1L);
    assertThat(looks.responses).isZero();
    assertThat(one.sees()).isEmpty();
    assertThat(looks.book.goodbye(List.of(looks.ip))).isNull();
  }

  @Test
  void nodesOfAnotherChannelAreNotTold() {
    Neighbour one = network.add(1);
    network.add(2, 99, true);
    network.run(5);
    assertThat(one.sees()).isEmpty();
  }

  @Test
  void whoTakesLeaveIsGoneAtOnceAndWhoDiesWithinTwoMinutes() {
    Neighbour one = network.add(1);
    Neighbour two = network.add(2);
    Neighbour three = network.add(3);
    network.run(5);
    two.leave();
    assertThat(one.sees()).containsExactly(3L);
    three.die();
    network.run(100);
    assertThat(one.sees()).containsExactly(3L);
    network.run(25);
    assertThat(one.sees()).isEmpty();
  }

  @Test
  void whoStaysIsKnownForHoursAtLittleCost() {
    List<Neighbour> nodes = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      nodes.add(network.add(i));
    }
    network.run(60);
    int before = network.said.size();
    network.run(7_200);
    for (Neighbour each : nodes) {
      assertThat(each.sees()).hasSize(9);
    }
    int perHour = (network.said.size() - before) / 2;
    assertThat(perHour).as("messages an hour, of ten nodes").isBetween(300, 2_000);
  }

  @Test
  void aHundredNodesDoNotKeepEachOtherBusy() {
    for (int i = 1; i <= 100; i++) {
      network.add(i);
      network.run(0.1);
    }
    network.run(50);
    network.said.clear();
    network.run(60);
    assertThat(network.said).as("messages a minute").hasSizeLessThan(800);
    for (Neighbour each : network.all) {
      assertThat(each.sees()).hasSize(ServiceBook.TOLD_MAX);
    }
  }

  @Test
  void anHourWithoutTheOtherIsOverSoonAfterItIsBack() {
    Neighbour one = network.add(1);
    Neighbour two = network.add(2);
    network.run(5);
    two.plugged = false;
    network.run(600);
    assertThat(one.sees()).isEmpty();
    two.plugged = true;
    two.ip = ip(10, 0, 0, 77);
    two.book.begin(network.nowNs);
    network.run(0.1);
    assertThat(one.book.found())
        .containsExactly(List.of(new PeerAddress(two.id, ip(10, 0, 0, 77), 7_002)));
    network.run(2);
    assertThat(two.sees()).containsExactly(1L);
  }

  /// A gateway may pass records one by one, or not all of them.
  @Test
  void whatIsMissingIsAskedFor() {
    Neighbour one = network.add(1);
    network.run(20);
    Neighbour two = network.add(2);
    two.plugged = false;
    network.run(3);
    network.said.clear();
    two.plugged = true;
    hear(
        one,
        response(
            List.of(new DnsRecord.Pointer(ServiceNames.TYPE, 120, ServiceNames.instance(two.id)))));
    assertThat(one.sees()).isEmpty();
    network.run(2);
    assertThat(one.sees()).containsExactly(2L);
    assertThat(network.said)
        .flatExtracting(DnsMessage::questions)
        .contains(new DnsQuestion(ServiceNames.host(two.id), DnsRecord.ANY));
  }

  @Test
  void whatIsSaidTellsNoMoreThanACallDoes() {
    Neighbour one = network.add(0xab);
    network.run(2);
    DnsMessage said = network.said.stream().filter(DnsMessage::response).findFirst().orElseThrow();
    DnsName instance = DnsName.of("00000000000000ab", "_palaver-radio", "_udp", "local");
    DnsName host = DnsName.of("palaver-00000000000000ab", "local");
    assertThat(said.records())
        .containsExactly(
            new DnsRecord.Pointer(ServiceNames.TYPE, 120, instance),
            new DnsRecord.Service(instance, 120, 7_171, host),
            new DnsRecord.Text(
                instance, 120, List.of("txtvers=1", "proto=2", "channel=123456789abcdef0")),
            new DnsRecord.Address(host, 120, one.ip));
  }

  @Test
  void whoeverListsAllTypesSeesTheRadio() {
    Neighbour one = network.add(1);
    network.run(10);
    network.said.clear();
    hear(
        one,
        new DnsMessage(
            false, List.of(new DnsQuestion(ServiceNames.TYPES, DnsRecord.PTR)), List.of()));
    network.run(0.2);
    assertThat(network.said.getFirst().records())
        .contains(new DnsRecord.Pointer(ServiceNames.TYPES, 120, ServiceNames.TYPE));
  }

  @Test
  void anAnswerIsGivenOnceASecondAndNotToWhoHasIt() {
    Neighbour one = network.add(1);
    network.run(10);
    int before = one.responses;
    DnsQuestion question = new DnsQuestion(ServiceNames.TYPE, DnsRecord.PTR);
    for (int i = 0; i < 100; i++) {
      hear(one, new DnsMessage(false, List.of(question), List.of()));
      network.run(0.03);
    }
    assertThat(one.responses - before).isBetween(2, 4);
    network.run(2);
    int after = one.responses;
    DnsRecord known = new DnsRecord.Pointer(ServiceNames.TYPE, 100, ServiceNames.instance(one.id));
    hear(one, new DnsMessage(false, List.of(question), List.of(known)));
    network.run(2);
    assertThat(one.responses).isEqualTo(after);
  }

  @Test
  void queriesBecomeRareWhereNobodyIs() {
    Neighbour one = network.add(1);
    network.run(3_600);
    assertThat(one.queries).isBetween(8, 13);
    assertThat(one.responses).isEqualTo(2);
  }

  @Test
  void garbageIsCountedAndNothingElse() {
    Neighbour one = network.add(1);
    Neighbour two = network.add(2);
    network.run(5);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[random.nextInt(600)];
      random.nextBytes(bytes);
      one.book.onMessage(network.nowNs, bytes, bytes.length);
    }
    assertThat(one.book.malformedCount()).isBetween(9_000L, 10_000L);
    assertThat(one.sees()).containsExactly(2L);
    assertThat(two.book.malformedCount()).isZero();
  }

  @Test
  void aFloodOfNodesFillsNoMemoryAndKeepsNobodyOut() {
    Neighbour one = network.add(1);
    network.run(5);
    for (int i = 1_000; i < 20_000; i++) {
      Announcement liar = new Announcement(new NodeId(i), Neighbours.CHANNEL, 9);
      hear(one, liar.message(List.of(ip(10, 9, i >> 8, i)), 1_000_000_000, false));
      // Other things of other people, such as printers, are not kept at all.
      DnsName other = DnsName.of("printer-" + i, "local");
      hear(one, response(List.of(new DnsRecord.Address(other, 120, ip(10, 0, 0, 9)))));
    }
    assertThat(one.sees()).hasSize(ServiceBook.TOLD_MAX);
    network.add(2);
    network.run(2);
    assertThat(one.sees()).contains(2L).hasSize(ServiceBook.TOLD_MAX);
    int before = one.queries;
    network.run(60);
    assertThat(one.queries - before).as("a liar makes nobody ask all the time").isLessThan(10);
  }

  @Test
  void addressesThatAreOfNoSingleNodeAreNotTakenAndOfOthersTheLastFour() {
    Neighbour one = network.add(1);
    NodeId other = new NodeId(2);
    Announcement told = new Announcement(other, Neighbours.CHANNEL, 7_070);
    List<Bytes> ips = new ArrayList<>();
    ips.add(ip(224, 0, 0, 1));
    ips.add(ip(127, 0, 0, 1));
    ips.add(ip(0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
    for (int i = 1; i <= 6; i++) {
      ips.add(ip(10, 0, 0, i));
    }
    hear(one, told.message(ips, 120, false));
    assertThat(one.book.found())
        .containsExactly(
            ips.subList(5, 9).stream().map(each -> new PeerAddress(other, each, 7_070)).toList());
  }

  @Test
  void aServiceOnAnotherHostIsNotTaken() {
    Neighbour one = network.add(1);
    NodeId other = new NodeId(2);
    hear(
        one,
        new Announcement(other, Neighbours.CHANNEL, 7_070)
            .message(List.of(ip(10, 0, 0, 2)), 120, false));
    DnsName instance = ServiceNames.instance(other);
    hear(
        one,
        response(List.of(new DnsRecord.Service(instance, 120, 53, DnsName.of("server", "local")))));
    assertThat(one.sees()).isEmpty();
  }
}
