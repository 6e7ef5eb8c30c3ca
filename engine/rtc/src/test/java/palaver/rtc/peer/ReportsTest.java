// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.rtc.peer.Call.MS;
import static palaver.rtc.peer.Call.SERVER;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import palaver.rtc.DropCounts;
import palaver.rtc.peer.Call.Kind;
import palaver.rtc.stream.RtpReceiveStream;
import palaver.rtc.stream.RtpSendStream;
import palaver.sim.LinkProfile;
import palaver.sim.LinkRule;
import palaver.sim.Passage;
import palaver.sim.Scenarios;
import palaver.sim.Simulation;
import palaver.sim.Verdict;

/// What both ends know about loss and round trip, and what they do about loss.
class ReportsTest {

  private static boolean isRtcp(Passage passage) {
    return passage.byteAt(0) >= 128 && passage.byteAt(1) >= 192 && passage.byteAt(1) <= 223;
  }

  private static boolean isRtp(Passage passage) {
    return passage.byteAt(0) >= 128 && !isRtcp(passage);
  }

  private static LinkRule losing(double share, Predicate<Passage> which) {
    return (passage, random) ->
        which.test(passage) && random.nextDouble() < share ? Verdict.DROP : Verdict.PASS;
  }

  private static List<Integer> upTo(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static RtpSendStream sending(Call.Party party) {
    RtpSendStream sending = party.client.sending();
    if (sending == null) {
      throw new AssertionError("it publishes");
    }
    return sending;
  }

  private static RtpReceiveStream published(Call.Party party) {
    RtpReceiveStream current = party.peer().inbound().current();
    if (current == null) {
      throw new AssertionError("nothing came");
    }
    return current;
  }

  @Test
  void whatIsLostOnTheWayToTheServerIsAskedForAndHeard() {
    Scenarios.check(
        5,
        simulation -> {
          simulation.defaultLink(LinkProfile.steady(10 * MS));
          Call call = Call.ofTwo(simulation);
          var ada = call.parties.get(0);
          var bob = call.parties.get(1);
          simulation.addRule(losing(0.05, p -> p.to().equals(SERVER) && isRtp(p)));
          ada.talk(1_000);
          simulation.runFor(21_000 * MS);
          assertThat(bob.heardOf(ada)).hasSizeGreaterThan(990).doesNotHaveDuplicates();
          assertThat(sending(ada).resentPackets()).isGreaterThan(20);
          assertThat(published(ada).requested()).isGreaterThan(20);
          assertThat(call.server.table.drops().requestedPackets())
              .isEqualTo(published(ada).requested());
        });
  }

  @Test
  void whatIsLostOnTheWayToTheListenerIsSentAgain() {
    Scenarios.check(
        5,
        simulation -> {
          simulation.defaultLink(LinkProfile.steady(10 * MS));
          Call call = Call.ofTwo(simulation);
          var ada = call.parties.get(0);
          var bob = call.parties.get(1);
          simulation.addRule(losing(0.05, p -> p.from().equals(SERVER) && isRtp(p)));
          ada.talk(1_000);
          simulation.runFor(21_000 * MS);
          assertThat(bob.heardOf(ada)).hasSizeGreaterThan(990).doesNotHaveDuplicates();
          assertThat(bob.peer().slot(0).stream().resentPackets()).isGreaterThan(20);
          DropCounts counts = call.server.table.drops();
          assertThat(counts.resentPackets()).isEqualTo(bob.peer().slot(0).stream().resentPackets());
          assertThat(counts.nackedPackets()).isGreaterThanOrEqualTo(counts.resentPackets());
          assertThat(counts.requestedPackets()).isZero();
        });
  }

  @Test
  void withoutNackLossStaysAndIsReported() {
    Simulation simulation = new Simulation(3);
    Call call = new Call(simulation);
    var ada = call.join(Kind.USUAL.withoutNack());
    var bob = call.join(Kind.USUAL.withoutNack());
    call.connectAll();
    simulation.addRule(losing(0.25, p -> p.from().equals(SERVER) && isRtp(p)));
    ada.talk(1_000);
    simulation.runFor(21_000 * MS);
    RtpSendStream slot = bob.peer().slot(0).stream();
    assertThat(bob.heardOf(ada).size()).isBetween(680, 820);
    assertThat(slot.resentPackets()).isZero();
    assertThat(slot.remoteLost())
        .as("all but what is lost at the very ends")
        .isCloseTo(1_000 - bob.heardOf(ada).size(), Offset.offset(8L));
    assertThat(bob.client.received(0).lost()).isEqualTo(slot.remoteLost());
  }

  @Test
  void bothEndsKnowLossLatelyAndRoundTrip() {
    Simulation simulation = new Simulation(4);
    simulation.defaultLink(LinkProfile.steady(25 * MS));
    Call call = new Call(simulation);
    var ada = call.join(Kind.USUAL.withoutNack());
    var bob = call.join(Kind.USUAL.withoutNack());
    call.connectAll();
    int[] count = {0};
    simulation.addRule(
        LinkRule.drop(p -> p.to().equals(SERVER) && isRtp(p) && count[0]++ % 4 == 0));
    ada.talk(250);
    simulation.runFor(4_900 * MS);
    assertThat(sending(ada).remoteFractionLost()).isBetween(45, 80);
    assertThat((double) ada.client.roundTripNs()).isCloseTo(50e6, Offset.offset(1e6));
    assertThat((double) ada.peer().roundTripNs()).isCloseTo(50e6, Offset.offset(1e6));
    assertThat((double) bob.peer().slot(0).stream().roundTripNs())
        .isCloseTo(50e6, Offset.offset(1e6));
    assertThat(published(ada).jitterTicks()).isLessThan(10);
  }

  @Test
  void whoOnlyListensKnowsTheRoundTripByItsClock() {
    Simulation simulation = new Simulation(5);
    simulation.defaultLink(LinkProfile.steady(15 * MS));
    Call call = Call.ofTwo(simulation);
    simulation.runFor(3_000 * MS);
    for (Call.Party party : call.parties) {
      assertThat((double) party.client.roundTripNs()).isCloseTo(30e6, Offset.offset(1e6));
      assertThat((double) party.peer().roundTripNs()).isCloseTo(30e6, Offset.offset(1e6));
    }
  }

  @Test
  void eachConnectionGetsAReportEveryHalfSecond() {
    Simulation simulation = new Simulation(6);
    Call call = Call.ofTwo(simulation);
    long[] lastNs = {simulation.nowNs(), simulation.nowNs()};
    long[] longestNs = {0};
    simulation.addRule((passage, random) -> {
      for (int i = 0; i < 2; i++) {
        if (isRtcp(passage) && passage.to().equals(call.parties.get(i).endpoint)) {
          longestNs[0] = Math.max(longestNs[0], passage.atNs() - lastNs[i]);
          lastNs[i] = passage.atNs();
        }
      }
      return Verdict.PASS;
    });
    call.parties.get(0).talk(100);
    simulation.runFor(20_000 * MS);
    assertThat(longestNs[0]).isPositive().isLessThanOrEqualTo(500 * MS);
    assertThat(simulation.nowNs() - lastNs[0]).isLessThanOrEqualTo(500 * MS);
  }

  @Test
  void aMuteAtTheServerEndsWithSilenceAndGoesOnWithoutAGap() {
    Simulation simulation = new Simulation(7);
    Call call = Call.ofTwo(simulation);
    var ada = call.parties.get(0);
    var bob = call.parties.get(1);
    ada.talk(200);
    simulation.runFor(1_010 * MS);
    call.serverNode.command(new SmallServer.Command.Mute(1, true));
    simulation.runFor(1_000 * MS);
    call.serverNode.command(new SmallServer.Command.Mute(1, false));
    simulation.runFor(3_000 * MS);
    List<Integer> heard = bob.heardOf(ada);
    assertThat(heard).containsAll(upTo(50)).doesNotContain(55, 80, 95).contains(105, 199);
    List<ClientEvent.Heard> all = bob.heard();
    assertThat(all).filteredOn(h -> h.opus().length == 3).hasSize(3);
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).sequence()).isEqualTo(all.get(i - 1).sequence() + 1);
    }
    int span = all.getLast().timestamp() - all.getFirst().timestamp();
    assertThat(span).as("the clock went on").isCloseTo(199 * 960, Offset.offset(480));
  }

  @Test
  void theClientTellsAfterAPauseThatItBegins() {
    Simulation simulation = new Simulation(8);
    Call call = Call.ofTwo(simulation);
    var ada = call.parties.get(0);
    var bob = call.parties.get(1);
    ada.talk(3);
    simulation.runFor(100 * MS);
    ada.node.command(new ClientCommand.Pause(4_800));
    simulation.runFor(100 * MS);
    ada.talk(2);
    simulation.runFor(100 * MS);
    List<ClientEvent.Heard> heard = bob.heard();
    assertThat(heard)
        .extracting(ClientEvent.Heard::marker)
        .containsExactly(true, false, false, true, false);
    assertThat(heard.get(3).timestamp() - heard.get(2).timestamp()).isEqualTo(960 + 4_800);
  }
}
