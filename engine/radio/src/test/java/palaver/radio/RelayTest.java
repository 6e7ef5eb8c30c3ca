// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import palaver.base.Outbox;
import palaver.sim.ModelCrypto;
import palaver.trust.crypto.Crypto;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.Membership;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.RelayMessage.TopologyAssign;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;

/// From whom a node takes voice: its assigned neighbours, whom it asked, and the talker itself.
class RelayTest {

  /// A node that says nothing of itself.
  private static final class Silent implements Reports {
    @Override
    public PresenceMessage.Follow follow(Term term) {
      return new PresenceMessage.Follow(term, null, false, null, 0, NodeId.NONE);
    }

    @Override
    public @Nullable LeaseId newestLease() {
      return null;
    }

    @Override
    public @Nullable SettingsVersion settings(Peer to, boolean leads) {
      return null;
    }

    @Override
    public long textsDigest() {
      return 0;
    }
  }

  private static final long SECOND = 1_000_000_000L;
  private static final Term TERM = new Term(1, 1, new NodeId(1), 1);
  private static final LeaseId LEASE = new LeaseId(TERM, 1);
  private static final LeaseId NEXT = new LeaseId(TERM, 2);
  private static final NodeId TALKER = new NodeId(77);

  private final Node node = node();
  private final Relay relay = new Relay(node);
  private final Peer leader = peer(1);
  private final Peer parent = peer(2);
  private final Peer warm = peer(3);
  private final Peer child = peer(4);
  private final Peer other = peer(5);

  static Node node() {
    Crypto crypto = new ModelCrypto();
    SplittableRandom random = new SplittableRandom(1);
    DeviceIdentity identity = DeviceIdentity.create(crypto, random::nextBytes);
    Membership members =
        new Membership(crypto, identity.keys().signingKey(), Membership.Limits.DEFAULT);
    Capabilities capabilities = new Capabilities(2, 2, Capabilities.NodeClass.PHONE, 0, 0);
    RadioConfig config = RadioConfig.of(identity.node(), 1, "x", capabilities, 0);
    Credentials credentials = new Credentials(identity, members, random::nextBytes);
    Node node = new Node(config, credentials, new MemoryStore(), random, new Silent());
    node.sender.begin(0, new Outbox<>(64, 64 * 1_500));
    return node;
  }

  private Peer peer(long id) {
    Peer peer = node.peers.add(id);
    if (peer == null) {
      throw new IllegalStateException("there is room");
    }
    return peer;
  }

  private void assign(long epoch, Peer above, Peer... below) {
    List<NodeId> children = java.util.Arrays.stream(below).map(p -> p.id).toList();
    relay.assign(new TopologyAssign(TERM, epoch, above.id, warm.id, children, List.of()));
  }

  private boolean takes(Peer from) {
    return relay.mayComeFrom(from, LEASE, TALKER);
  }

  private void placed() {
    node.now(0);
    relay.follow(leader, TERM);
    assign(1, parent, child);
  }

  @Test
  void neighboursMayDeliverAndOtherMembersMayNot() {
    placed();
    node.now(SECOND);
    assertThat(takes(parent)).isTrue();
    assertThat(takes(child)).isTrue();
    assertThat(takes(other)).isFalse();
    assertThat(takes(leader)).isFalse();
    assertThat(takes(warm)).as("was not asked").isFalse();
  }

  @Test
  void theTalkerMayDeliverItsOwnVoiceOnly() {
    placed();
    Peer talker = peer(TALKER.value());
    assertThat(takes(talker)).isTrue();
    assertThat(relay.mayComeFrom(talker, LEASE, other.id)).isFalse();
  }

  @Test
  void whoWasAskedMayDeliverThatBurstForAWhile() {
    placed();
    relay.askSecondPath(LEASE);
    relay.ask(leader, LEASE);
    assertThat(takes(warm)).isTrue();
    assertThat(takes(leader)).isTrue();
    assertThat(relay.mayComeFrom(warm, NEXT, TALKER)).isFalse();
    node.now(2 * SECOND);
    assertThat(takes(warm)).isFalse();
  }

  @Test
  void aPathThatWasAskedForGoesOnWithTheBurst() {
    placed();
    relay.askSecondPath(LEASE);
    relay.carry(LEASE, NEXT);
    assertThat(relay.mayComeFrom(warm, NEXT, TALKER)).isTrue();
    assertThat(takes(warm)).isFalse();
  }

  @Test
  void formerNeighboursDeliverForAMoment() {
    placed();
    node.now(SECOND);
    assign(2, other);
    assertThat(takes(parent)).isTrue();
    assertThat(takes(child)).isTrue();
    node.now(SECOND + SECOND / 4);
    assertThat(takes(parent)).isFalse();
    assertThat(takes(child)).isFalse();
    assertThat(takes(other)).isTrue();
  }

  @Test
  void anOlderPlaceOrOneOfAnotherTermIsNotTaken() {
    placed();
    assign(5, other);
    TopologyAssign old = new TopologyAssign(TERM, 4, parent.id, NodeId.NONE, List.of(), List.of());
    assertThat(relay.assign(old)).isFalse();
    Term later = new Term(2, 1, new NodeId(9), 1);
    TopologyAssign foreign =
        new TopologyAssign(later, 9, parent.id, NodeId.NONE, List.of(), List.of());
    assertThat(relay.assign(foreign)).isFalse();
    assertThat(relay.parent()).isSameAs(other);
  }

  @Test
  void whoAsksIsServedAsLongAsThereIsRoom() {
    placed();
    for (int i = 0; i < 8; i++) {
      assertThat(relay.serve(peer(100 + i), LEASE)).isTrue();
    }
    assertThat(relay.serve(peer(120), LEASE)).isFalse();
    assertThat(relay.serve(peer(100), LEASE)).as("renews").isTrue();
    assertThat(relay.serve(parent, LEASE)).as("gets it anyway").isTrue();
    node.now(2 * SECOND);
    assertThat(relay.serve(peer(120), LEASE)).isTrue();
  }

  @Test
  void aDeviceThatWasPutOutIsNoNeighbour() {
    placed();
    relay.ask(other, LEASE);
    relay.drop(parent);
    relay.drop(child);
    relay.drop(other);
    assertThat(takes(parent)).isFalse();
    assertThat(takes(child)).isFalse();
    assertThat(takes(other)).isFalse();
    assertThat(relay.degree()).isZero();
  }

  @Test
  void afterASleepThereAreNoNeighbours() {
    placed();
    relay.forget();
    assertThat(takes(parent)).isFalse();
    assertThat(relay.children()).isEmpty();
  }

  @Test
  void thoseBelowTheRootAskFirst() {
    node.now(0);
    relay.follow(leader, TERM);
    assign(1, leader);
    long soonNs = relay.gapNs();
    assign(2, parent);
    assertThat(relay.gapNs()).isEqualTo(2 * soonNs);
  }
}
