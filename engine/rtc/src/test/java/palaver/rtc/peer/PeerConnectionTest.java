// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.rtc.peer.Call.MS;
import static palaver.rtc.peer.Call.SERVER;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import palaver.rtc.Dropped;
import palaver.rtc.IceCredentials;
import palaver.rtc.SrtpProfile;
import palaver.rtc.peer.Call.Kind;
import palaver.sim.Endpoint;
import palaver.sim.LinkProfile;
import palaver.sim.LinkRule;
import palaver.sim.Scenarios;
import palaver.sim.Simulation;
import palaver.sim.Verdict;

class PeerConnectionTest {

  private static List<Integer> upTo(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static long drops(Call call, Dropped reason) {
    return call.server.table.drops().count(reason);
  }

  /// R449: webrtc_peer_connection_establishes_successfully.
  @ParameterizedTest
  @EnumSource
  void webrtcPeerConnectionEstablishesSuccessfully(SrtpProfile profile) {
    Scenarios.check(
        3,
        simulation -> {
          Call call = new Call(simulation);
          var ada = call.join(Kind.USUAL.with(profile));
          var bob = call.join(Kind.USUAL.with(profile).numbered(96, 2, 7));
          call.connectAll();
          ada.talk(50);
          bob.talk(50);
          simulation.runFor(1_500 * MS);
          assertThat(bob.heardOf(ada)).isEqualTo(upTo(50));
          assertThat(ada.heardOf(bob)).isEqualTo(upTo(50));
          assertThat(ada.heard()).allMatch(h -> h.slot() == 0 && h.levelDbov() == 30);
          assertThat(call.serverNode.events(SmallServer.Event.State.class))
              .extracting(SmallServer.Event.State::state)
              .contains(PeerState.CHECKED, PeerState.CONNECTED)
              .doesNotContain(PeerState.RECONNECTING, PeerState.LOST);
        });
  }

  /// R451: webrtc_connection_survives_ice_restart. Not one packet is lost on the way.
  @Test
  void webrtcConnectionSurvivesIceRestart() {
    Scenarios.check(
        3,
        simulation -> {
          Call call = Call.ofTwo(simulation);
          var ada = call.parties.get(0);
          var bob = call.parties.get(1);
          ada.talk(300);
          simulation.runFor(1_000 * MS);
          IceCredentials local = call.credentials();
          IceCredentials remote = call.credentials();
          call.serverNode.command(new SmallServer.Command.RestartIce(1, local, remote));
          simulation.runFor(3_000 * MS);
          assertThat(ada.peer().state()).as("the old stay valid").isEqualTo(PeerState.CONNECTED);
          ada.node.command(new ClientCommand.RestartIce(remote, local));
          simulation.runFor(3_000 * MS);
          assertThat(bob.heardOf(ada)).isEqualTo(upTo(300));
          long before = drops(call, Dropped.STUN_UNKNOWN_USER);
          ada.node.command(
              new ClientCommand.RestartIce(ada.clientCredentials, ada.serverCredentials));
          simulation.runFor(1_000 * MS);
          assertThat(drops(call, Dropped.STUN_UNKNOWN_USER)).as("and end").isGreaterThan(before);
        });
  }

  @Test
  void checksFromAnotherAddressMoveThePath() {
    Scenarios.check(
        3,
        simulation -> {
          Call call = Call.ofTwo(simulation);
          var ada = call.parties.get(0);
          var bob = call.parties.get(1);
          ada.talk(400);
          bob.talk(400);
          simulation.runFor(1_000 * MS);
          Endpoint elsewhere = Endpoint.v6(77, 4_000);
          ada.node.moveTo(elsewhere);
          ada.node.command(new ClientCommand.CheckPath());
          simulation.runFor(7_500 * MS);
          assertThat(bob.heardOf(ada)).containsAll(IntStream.range(60, 400).boxed().toList());
          assertThat(ada.heardOf(bob)).containsAll(IntStream.range(60, 400).boxed().toList());
          assertThat(ada.peer().state()).isEqualTo(PeerState.CONNECTED);
        });
  }

  @Test
  void manyMovesHoldNoMoreAddressesThanTheLimit() {
    Simulation simulation = new Simulation(5);
    Call call = Call.ofTwo(simulation);
    var ada = call.parties.get(0);
    for (int i = 0; i < 20; i++) {
      ada.node.moveTo(Endpoint.v4(100 + i, 4_000));
      ada.node.command(new ClientCommand.CheckPath());
      simulation.runFor(500 * MS);
      assertThat(call.serverAddresses.retainedCount()).isLessThanOrEqualTo(4 + 1);
    }
    assertThat(ada.peer().state()).isEqualTo(PeerState.CONNECTED);
    call.serverNode.command(new SmallServer.Command.Close(1));
    call.serverNode.command(new SmallServer.Command.Close(2));
    simulation.runFor(10 * MS);
    assertThat(call.serverAddresses.retainedCount()).isZero();
  }

  @Test
  void anAddressGoesOverToTheConnectionThatProvesToOwnIt() {
    Simulation simulation = new Simulation(6);
    Call call = Call.ofTwo(simulation);
    var ada = call.parties.get(0);
    var bob = call.parties.get(1);
    bob.node.moveTo(Endpoint.v4(99, 1));
    ada.node.moveTo(bob.endpoint);
    ada.node.command(new ClientCommand.CheckPath());
    bob.talk(50);
    simulation.runFor(2_900 * MS);
    bob.talk(50);
    simulation.runFor(2_000 * MS);
    assertThat(ada.heardOf(bob)).as("at the new address").contains(0, 49);
    assertThat(bob.peer().state()).isEqualTo(PeerState.CONNECTED);
  }

  @Test
  void upToEightPacketsThatComeBeforeTheKeysAreHeldAndThenHeard() {
    Simulation simulation = new Simulation(7);
    Call call = new Call(simulation);
    var ada = call.join(Kind.USUAL);
    var bob = call.join(Kind.USUAL);
    ada.serverKeysDelayNs = 400 * MS;
    simulation.runUntil(
        "the client has its keys", () -> ada.client.state() == PeerState.CONNECTED, 1_000 * MS);
    ada.talk(12);
    simulation.runFor(290 * MS);
    assertThat(ada.peer().state()).isEqualTo(PeerState.CHECKED);
    assertThat(bob.heardOf(ada)).isEmpty();
    call.connectAll();
    ada.talk(1);
    simulation.runFor(100 * MS);
    assertThat(drops(call, Dropped.RTP_TOO_EARLY)).isEqualTo(4);
    assertThat(bob.heardOf(ada))
        .as("eight were held, four were asked for again")
        .isEqualTo(List.of(0, 1, 2, 3, 4, 5, 6, 7, 0, 8, 9, 10, 11));
  }

  @Test
  void anotherCertificateThanTheOneInTheSdpLosesTheConnection() {
    Simulation simulation = new Simulation(8);
    Call call = new Call(simulation);
    var ada = call.join(Kind.USUAL.withOtherCertificate());
    var bob = call.join(Kind.USUAL);
    simulation.runFor(1_000 * MS);
    ada.talk(10);
    simulation.runFor(1_000 * MS);
    assertThat(ada.peer().state()).isEqualTo(PeerState.LOST);
    assertThat(ada.peer().lossCause()).isEqualTo(LossCause.WRONG_FINGERPRINT);
    assertThat(bob.heard()).isEmpty();
    assertThat(drops(call, Dropped.AFTER_LOSS)).isGreaterThanOrEqualTo(10);
    assertThat(bob.peer().state()).isEqualTo(PeerState.CONNECTED);
  }

  @Test
  void aConnectionWithoutKeysIsLostAfterFifteenSeconds() {
    Simulation simulation = new Simulation(9);
    Call call = new Call(simulation);
    var ada = call.join(Kind.USUAL.withoutHandshake());
    simulation.runFor(14_999 * MS);
    assertThat(ada.peer().state()).isEqualTo(PeerState.CHECKED);
    simulation.runFor(2 * MS);
    assertThat(ada.peer().lossCause()).isEqualTo(LossCause.NO_KEYS);
    assertThat(ada.client.lossCause()).isEqualTo(LossCause.NO_KEYS);
  }

  @Test
  void aFailedHandshakeLosesTheConnection() {
    Simulation simulation = new Simulation(10);
    Call call = new Call(simulation);
    var ada = call.join(Kind.USUAL.withoutHandshake());
    simulation.runFor(100 * MS);
    call.serverNode.command(new SmallServer.Command.DtlsFailed(1));
    ada.node.command(new ClientCommand.DtlsFailed());
    simulation.runFor(100 * MS);
    assertThat(ada.peer().lossCause()).isEqualTo(LossCause.HANDSHAKE_FAILED);
    assertThat(ada.client.lossCause()).isEqualTo(LossCause.HANDSHAKE_FAILED);
  }

  @Test
  void silenceOfTheNetworkIsReconnectingAfterSixSecondsAndLossAfterThirty() {
    Simulation simulation = new Simulation(11);
    Call call = Call.ofTwo(simulation);
    var ada = call.parties.get(0);
    simulation.runFor(3_000 * MS);
    LinkRule cut = LinkRule.cut(ada.endpoint);
    simulation.addRule(cut);
    simulation.runFor(3_000 * MS);
    assertThat(ada.peer().state()).isEqualTo(PeerState.CONNECTED);
    simulation.runFor(3_100 * MS);
    assertThat(ada.peer().state()).isEqualTo(PeerState.RECONNECTING);
    assertThat(ada.client.state()).isEqualTo(PeerState.RECONNECTING);
    simulation.removeRule(cut);
    simulation.runFor(1_000 * MS);
    assertThat(ada.peer().state()).isEqualTo(PeerState.CONNECTED);
    assertThat(ada.client.state()).isEqualTo(PeerState.CONNECTED);
    simulation.addRule(cut);
    simulation.runFor(27_000 * MS);
    assertThat(ada.peer().state()).isEqualTo(PeerState.RECONNECTING);
    simulation.runFor(3_000 * MS);
    assertThat(ada.peer().lossCause()).isEqualTo(LossCause.NO_CHECKS);
    assertThat(ada.client.lossCause()).isEqualTo(LossCause.NO_CHECKS);
    assertThat(ada.peer().nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void replayedPacketsAreCountedAndNotForwarded() {
    Simulation simulation = new Simulation(12);
    Call call = Call.ofTwo(simulation);
    var ada = call.parties.get(0);
    var bob = call.parties.get(1);
    simulation.addRule(
        LinkRule.when(
            p -> p.to().equals(SERVER) && p.byteAt(0) >= 128,
            (passage, random) ->
                new Verdict.DeliverTwice(
                    new Verdict.Deliver(5 * MS), new Verdict.Deliver(90 * MS))));
    ada.talk(50);
    simulation.runFor(2_000 * MS);
    assertThat(bob.heardOf(ada)).isEqualTo(upTo(50));
    assertThat(drops(call, Dropped.RTP_REPLAYED)).isEqualTo(50);
    assertThat(drops(call, Dropped.RTCP_REPLAYED)).isPositive();
  }

  @Test
  void aCheckWithAWrongPasswordChangesNothing() {
    Simulation simulation = new Simulation(13);
    Call call = new Call(simulation);
    var ada = call.join(Kind.USUAL);
    ada.node.command(
        new ClientCommand.RestartIce(
            ada.clientCredentials,
            new IceCredentials(ada.serverCredentials.ufrag(), "not the right password at all")));
    simulation.runFor(2_000 * MS);
    assertThat(ada.peer().state()).isEqualTo(PeerState.NEW);
    assertThat(drops(call, Dropped.STUN_WRONG_KEY)).isPositive();
    assertThat(call.serverAddresses.retainedCount()).isZero();
  }

  @Test
  void badLinksDoNotKeepPeopleApart() {
    Scenarios.check(
        10,
        simulation -> {
          simulation.defaultLink(
              LinkProfile.steady(20 * MS)
                  .withJitter(10 * MS)
                  .withLoss(0.1)
                  .withReordering(0.05, 30 * MS)
                  .withDuplicates(0.05));
          Call call = Call.ofTwo(simulation);
          var ada = call.parties.get(0);
          var bob = call.parties.get(1);
          ada.talk(500);
          bob.talk(500);
          simulation.runFor(11_000 * MS);
          assertThat(bob.heardOf(ada)).doesNotHaveDuplicates().hasSizeGreaterThan(470);
          assertThat(ada.heardOf(bob)).doesNotHaveDuplicates().hasSizeGreaterThan(470);
        });
  }
}
