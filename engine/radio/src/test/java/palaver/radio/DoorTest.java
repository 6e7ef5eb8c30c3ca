// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import palaver.base.Bytes;
import palaver.radio.Group.Member;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsValues.Change;
import palaver.sim.Addresses;
import palaver.sim.Endpoint;
import palaver.sim.LinkRule;
import palaver.sim.SimNode;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.Invite;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Rights;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.TrustMessage.RefuseCause;

class DoorTest {
  private static final long HOUR_MS = 3_600_000;

  /// A device at the door.
  private static final class Guest {
    final DeviceIdentity identity;
    final List<RadioEvent> events = new ArrayList<>();
    final SimNode<RadioCommand, RadioEvent> machine;

    Guest(
        Group group, DeviceIdentity identity, @Nullable Bytes channelKey, @Nullable Bytes invite) {
      this.identity = identity;
      Addresses addresses = new Addresses();
      int multicast = group.all(addresses);
      Capabilities capabilities = new Capabilities(2, 2, Capabilities.NodeClass.PHONE, 0, 8);
      RadioConfig config = RadioConfig.of(identity.node(), 1, "guest", capabilities, multicast);
      JoiningNode engine =
          new JoiningNode(config, identity, channelKey, invite, addresses, group.secrets);
      int host = 200 + Math.floorMod(identity.node().hashCode(), 50);
      machine =
          group.simulation.add(
              "guest", Endpoint.v4(host, 7_070), addresses, group.driven(engine, host, addresses));
      machine.onEvent(events::add);
      machine.command(new RadioCommand.Start(Group.EPOCH_MS));
    }

    <E extends RadioEvent> List<E> seen(Class<E> kind) {
      return DoorTest.seen(events, kind);
    }
  }

  private static <E extends RadioEvent> List<E> seen(List<RadioEvent> events, Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static DeviceIdentity device(Group group) {
    return DeviceIdentity.create(group.crypto, group.secrets);
  }

  private static Bytes channelKey(Group group) {
    return group.membership.channelKey();
  }

  /// An operator puts a device on the list; the node `told` hears of it first.
  private static Bytes allow(Group group, DeviceIdentity device, Member told) {
    Bytes entry =
        MemberEntry.admit(group.operator, device.keys(), "guest", Rights.TALKER, 1, Group.UNTIL_MS)
            .signed();
    told.machine.command(new RadioCommand.Documents(List.of(), List.of(entry)));
    group.pass(500);
    return entry;
  }

  @Test
  void whoIsOnTheAllowlistComesIn() {
    Group group = Group.withOperator(1, 3);
    DeviceIdentity device = device(group);
    Bytes entry = allow(group, device, group.members.get(1));
    Guest guest = new Guest(group, device, channelKey(group), null);
    group.pass(1_500);
    RadioEvent.Joined joined = guest.seen(RadioEvent.Joined.class).getFirst();
    assertThat(joined.entry()).isEqualTo(entry);
    assertThat(joined.channelKey()).isEqualTo(channelKey(group));
    assertThat(guest.seen(RadioEvent.JoinPending.class)).isEmpty();
  }

  @Test
  void whoWasLetInFindsTheOthersByWhatItWasToldAlone() {
    Group group = Group.withOperator(7, 5);
    DeviceIdentity device = device(group);
    allow(group, device, group.members.get(1));
    Guest guest = new Guest(group, device, channelKey(group), null);
    group.pass(1_500);
    RadioEvent.Joined joined = guest.seen(RadioEvent.Joined.class).getFirst();
    assertThat(joined.others()).hasSize(1);
    guest.machine.crash();
    Member leader = Objects.requireNonNull(group.leader());
    Member member = group.startWith(device, joined);
    group.pass(3_000);
    assertThat(member.follows(leader)).isTrue();
    for (Member other : group.members) {
      assertThat(member.node.isMember(other.id())).isTrue();
    }
  }

  @Test
  void whoKnowsTheLeaderByNobodyButOthersAsksThose() {
    Group group = Group.withOperator(8, 4);
    Member leader = Objects.requireNonNull(group.leader());
    Member friend = group.members.stream().filter(m -> m != leader).findFirst().orElseThrow();
    DeviceIdentity device = device(group);
    Bytes own = allow(group, device, friend);
    Bytes friendly = Objects.requireNonNull(group.membership.entry(friend.id())).signed();
    Member member =
        group.startWith(
            device,
            new RadioEvent.Joined(
                channelKey(group),
                own,
                group.membership.certificates(),
                List.of(friendly),
                List.of()));
    group.pass(5_000);
    assertThat(member.follows(leader)).isTrue();
  }

  @Test
  void anInviteLetsItsBearersInAsOftenAsItSays() {
    Group group = Group.withOperator(2, 4);
    Bytes secret = Bytes.of(group.secrets.bytes(32));
    Invite invite =
        Invite.issue(
            group.members.getFirst().identity,
            secret,
            Rights.TALKER,
            1,
            Group.EPOCH_MS + HOUR_MS,
            Group.UNTIL_MS);
    DeviceIdentity first = device(group);
    Bytes bearer =
        MemberEntry.redeem(group.crypto.signatures(), secret, invite, first.keys(), "guest")
            .signed();
    Guest guest = new Guest(group, first, channelKey(group), bearer);
    group.pass(2_000);
    assertThat(guest.seen(RadioEvent.Joined.class)).hasSize(1);
    for (Member member : group.members) {
      assertThat(member.node.isMember(first.node())).isTrue();
      assertThat(member.store.entries()).contains(bearer);
    }
    guest.machine.crash();
    DeviceIdentity second = device(group);
    Bytes again =
        MemberEntry.redeem(group.crypto.signatures(), secret, invite, second.keys(), "guest")
            .signed();
    assertRefused(group, second, again, RefuseCause.INVITE_USED_UP);
  }

  private static void assertRefused(
      Group group, DeviceIdentity device, Bytes invite, RefuseCause cause) {
    Guest guest = new Guest(group, device, channelKey(group), invite);
    group.pass(3_000);
    assertThat(guest.seen(RadioEvent.JoinRefused.class))
        .extracting(RadioEvent.JoinRefused::cause)
        .containsExactly(cause);
    assertThat(guest.seen(RadioEvent.Joined.class)).isEmpty();
  }

  @Test
  void anInviteThatIsOverLetsNobodyIn() {
    Group group = Group.withOperator(3, 3);
    Bytes secret = Bytes.of(group.secrets.bytes(32));
    Invite invite =
        Invite.issue(
            group.members.getFirst().identity, secret, Rights.TALKER, 5, Group.EPOCH_MS, 0);
    DeviceIdentity device = device(group);
    Bytes bearer =
        MemberEntry.redeem(group.crypto.signatures(), secret, invite, device.keys(), "guest")
            .signed();
    assertRefused(group, device, bearer, RefuseCause.INVITE_EXPIRED);
  }

  @Test
  void aKnockIsAnsweredByAnOperatorWhoSeesTheSameFourWords() {
    Group group = Group.withOperator(4, 4);
    Member operator = group.members.getFirst();
    Guest guest = new Guest(group, device(group), null, null);
    group.pass(3_000);
    RadioEvent.JoinPending pending = guest.seen(RadioEvent.JoinPending.class).getLast();
    RadioEvent.Knocked knock = seen(operator.events, RadioEvent.Knocked.class).getLast();
    assertThat(knock.words()).isEqualTo(pending.words());
    assertThat(knock.words().split(" ")).hasSize(4);
    assertThat(knock.node()).isEqualTo(guest.identity.node());
    assertThat(guest.seen(RadioEvent.Joined.class)).isEmpty();
    operator.machine.command(
        new RadioCommand.Admit(knock.node(), Rights.TALKER, Group.UNTIL_MS + HOUR_MS));
    group.pass(3_000);
    assertThat(guest.seen(RadioEvent.Joined.class)).hasSize(1);
    assertThat(guest.seen(RadioEvent.JoinPending.class)).hasSize(1);
    assertThat(seen(operator.events, RadioEvent.KnockOver.class)).hasSize(1);
    for (Member member : group.members) {
      assertThat(member.node.isMember(knock.node())).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {61, 62, 63, 64, 65, 66})
  void aKnockReachesAnOperatorWhoDoesNotLead(long seed) {
    Group group = Group.withOperator(seed, 5);
    Member operator = group.members.getFirst();
    if (operator.leads()) {
      operator.machine.command(new RadioCommand.Resign());
      group.pass(3_000);
    }
    assertThat(operator.leads()).isFalse();
    Guest guest = new Guest(group, device(group), null, null);
    group.pass(3_000);
    assertKnockIsAnswered(group, guest);
  }

  @ParameterizedTest
  @CsvSource({"71,0", "72,1", "73,2", "74,3", "75,0", "76,1", "77,2", "78,3"})
  void aKnockReachesTheLeaderThroughAnyMemberWhereNothingCarriesMulticast(long seed, int hub) {
    Group group = Group.withoutMulticast(seed, 4, hub);
    group.untilOneLeads();
    group.pass(3_000);
    Guest guest = new Guest(group, device(group), null, null);
    group.pass(4_000);
    assertThat(guest.seen(RadioEvent.ChannelHeard.class)).hasSize(1);
    assertKnockIsAnswered(group, guest);
  }

  /// An operator sees the same words, lets the device in, and it becomes one of the others.
  private static void assertKnockIsAnswered(Group group, Guest guest) {
    Member operator = group.members.getFirst();
    RadioEvent.Knocked knock = seen(operator.events, RadioEvent.Knocked.class).getLast();
    assertThat(knock.words()).isEqualTo(guest.seen(RadioEvent.JoinPending.class).getLast().words());
    operator.machine.command(new RadioCommand.Admit(knock.node(), Rights.TALKER, Group.UNTIL_MS));
    group.pass(3_000);
    RadioEvent.Joined joined = guest.seen(RadioEvent.Joined.class).getFirst();
    guest.machine.crash();
    Member leader = Objects.requireNonNull(group.leader());
    Member member = group.startWith(guest.identity, joined);
    group.pass(5_000);
    assertThat(member.follows(leader)).isTrue();
    assertThat(member.node.around(member.machine.localNs())).hasSize(group.members.size() - 1);
  }

  /// Counts what sends devices at the door to the leader.
  private static int[] countRedirections(Group group) {
    int[] count = {0};
    group.simulation.addRule(
        LinkRule.drop(passage -> {
          count[0] += passage.byteAt(1) == MessageType.JOIN_ELSEWHERE.code() ? 1 : 0;
          return false;
        }));
    return count;
  }

  @Test
  void nobodyButTheLeaderAnswersWhereMulticastWorks() {
    Group group = Group.withOperator(79, 8);
    int[] redirections = countRedirections(group);
    Guest guest = new Guest(group, device(group), null, null);
    group.pass(10_000);
    assertThat(guest.seen(RadioEvent.JoinPending.class)).hasSize(1);
    assertThat(redirections[0]).isZero();
  }

  @Test
  void aDeviceThatNobodyAnswersIsRedirectedByFewAndSeldom() {
    Group group = Group.withOperator(80, 20);
    Endpoint leader = Objects.requireNonNull(group.leader()).machine.endpoint();
    int[] redirections = countRedirections(group);
    group.simulation.addRule(
        LinkRule.drop(passage -> passage.from().equals(leader) && passage.to().host() >= 200));
    Guest guest = new Guest(group, device(group), null, null);
    group.pass(10_000);
    assertThat(guest.seen(RadioEvent.JoinPending.class)).isEmpty();
    // About ten requests reach nineteen members.
    assertThat(redirections[0]).isBetween(5, 80);
  }

  @Test
  void aDeviceThatWasTurnedAwayHearsIt() {
    Group group = Group.withOperator(5, 4);
    Member operator = group.members.getFirst();
    Guest guest = new Guest(group, device(group), null, null);
    group.pass(3_000);
    operator.machine.command(new RadioCommand.Decline(guest.identity.node()));
    group.pass(500);
    assertThat(guest.seen(RadioEvent.JoinRefused.class))
        .extracting(RadioEvent.JoinRefused::cause)
        .containsExactly(RefuseCause.DECLINED);
    assertThat(seen(operator.events, RadioEvent.KnockOver.class)).hasSize(1);
  }

  @Test
  void nobodyButAnOperatorLetsADeviceIn() {
    Group group = Group.withOperator(6, 4);
    Guest guest = new Guest(group, device(group), null, null);
    group.pass(3_000);
    for (Member member : group.members) {
      if (member != group.members.getFirst()) {
        member.machine.command(
            new RadioCommand.Admit(guest.identity.node(), Rights.TALKER, Group.UNTIL_MS));
        member.machine.command(new RadioCommand.Decline(guest.identity.node()));
        member.machine.command(new RadioCommand.PutOut(group.members.getFirst().id()));
      }
    }
    group.pass(3_000);
    assertThat(guest.seen(RadioEvent.Joined.class)).isEmpty();
    assertThat(guest.seen(RadioEvent.JoinRefused.class)).isEmpty();
    assertThat(group.members.get(1).node.isMember(group.members.getFirst().id())).isTrue();
  }

  @Test
  void aKnockIsNotHeardWhenTheChannelDoesNotWantIt() {
    Group group = Group.withOperator(7, 3);
    group
        .members
        .getFirst()
        .machine
        .command(new RadioCommand.ChangeSettings(List.of(new Change(Setting.JOIN_BY_APPROVAL, 0))));
    group.pass(25_000);
    Guest guest = new Guest(group, device(group), null, null);
    group.pass(3_000);
    assertThat(guest.seen(RadioEvent.JoinRefused.class))
        .extracting(RadioEvent.JoinRefused::cause)
        .containsExactly(RefuseCause.NOT_ALLOWED);
  }

  @Test
  void aKnockThatNobodyFollowsUpIsOver() {
    Group group = Group.withOperator(8, 3);
    Guest guest = new Guest(group, device(group), null, null);
    group.pass(3_000);
    guest.machine.command(new RadioCommand.Stop());
    group.pass(13_000);
    Member operator = group.members.getFirst();
    assertThat(seen(operator.events, RadioEvent.KnockOver.class)).hasSize(1);
  }

  @Test
  void anotherLeaderAnswersWhenTheFirstIsGone() {
    Group group = Group.withOperator(9, 5);
    Member leader = group.untilOneLeads();
    Guest guest = new Guest(group, device(group), null, null);
    group.pass(3_000);
    group.crash(leader);
    group.pass(15_000);
    assertThat(guest.seen(RadioEvent.JoinPending.class)).hasSize(2);
    Member operator = group.members.getFirst();
    if (operator != leader) {
      RadioEvent.Knocked knock = seen(operator.events, RadioEvent.Knocked.class).getLast();
      assertThat(knock.words())
          .isEqualTo(guest.seen(RadioEvent.JoinPending.class).getLast().words());
    }
  }

  @Test
  void aMemberThatWasPutOutIsOutAtOnceEverywhere() {
    Group group = Group.withOperator(10, 5);
    Member out = group.members.get(3);
    group.members.getFirst().machine.command(new RadioCommand.PutOut(out.id()));
    group.pass(400);
    for (Member member : group.members) {
      assertThat(member.node.isMember(out.id())).isFalse();
    }
    assertThat(out.events).as("it is told").contains(new RadioEvent.PutOut());
    assertThat(group.members.getFirst().store.lines())
        .extracting(line -> line.kind())
        .contains("member-put-out");
    out.machine.crash();
    Guest guest = new Guest(group, out.identity, channelKey(group), null);
    group.pass(2_000);
    assertThat(guest.seen(RadioEvent.JoinRefused.class))
        .extracting(RadioEvent.JoinRefused::cause)
        .containsExactly(RefuseCause.REVOKED);
  }

  @Test
  void anAnswerOfAnotherChannelIsNotBelieved() {
    Group group = Group.withOperator(11, 3);
    Bytes otherKey = Bytes.of(group.secrets.bytes(32));
    Guest guest = new Guest(group, device(group), otherKey, null);
    group.pass(5_000);
    assertThat(guest.events).allMatch(RadioEvent.ChannelHeard.class::isInstance);
  }

  @Test
  void joiningWorksOverALossyNetwork() {
    Group group = Group.withOperator(12, 4);
    var chance = group.simulation.fork();
    group.simulation.addRule(LinkRule.drop(_ -> chance.nextInt(100) < 30));
    Guest guest = new Guest(group, device(group), null, null);
    group.pass(20_000);
    Member operator = group.members.getFirst();
    RadioEvent.Knocked knock = seen(operator.events, RadioEvent.Knocked.class).getLast();
    operator.machine.command(new RadioCommand.Admit(knock.node(), Rights.TALKER, Group.UNTIL_MS));
    group.pass(30_000);
    assertThat(guest.seen(RadioEvent.Joined.class)).hasSize(1);
    assertThat(Objects.requireNonNull(guest.seen(RadioEvent.Joined.class).getFirst()).entry())
        .isNotNull();
  }
}
