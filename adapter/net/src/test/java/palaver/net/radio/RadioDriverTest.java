// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.Bytes;
import palaver.floor.ParticipantState;
import palaver.net.SystemSecrets;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.radio.Standing;
import palaver.trust.crypto.StandardCrypto;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.trust.member.OperatorCertificate;
import palaver.trust.member.Rights;

/// Two nodes on two real sockets.
@Timeout(30)
class RadioDriverTest {

  private static final long UNTIL_MS = System.currentTimeMillis() + 3_600_000;

  @TempDir Path folder;
  private final DeviceIdentity ada = device();
  private final DeviceIdentity grace = device();
  private final StandardCrypto crypto = new StandardCrypto();
  private Membership membership = new Membership(crypto, Bytes.EMPTY, Membership.Limits.DEFAULT);

  private static DeviceIdentity device() {
    return DeviceIdentity.create(new StandardCrypto(), new SystemSecrets());
  }

  @BeforeEach
  void found() {
    Bytes secret = Bytes.of(new SystemSecrets().bytes(32));
    Bytes key = crypto.signatures().publicKey(secret);
    membership = new Membership(crypto, key, Membership.Limits.DEFAULT);
    membership.addCertificate(
        OperatorCertificate.issue(crypto.signatures(), secret, ada.keys().signingKey(), UNTIL_MS)
            .signed());
    admit(ada);
    admit(grace);
  }

  private void admit(DeviceIdentity identity) {
    membership.add(
        MemberEntry.admit(ada, identity.keys(), "device", Rights.TALKER, 1, UNTIL_MS).signed());
  }

  private Member start(DeviceIdentity identity, List<PeerName> peers) throws Exception {
    Path files = folder.resolve(identity.node().toString());
    Files.createDirectories(files);
    return new Member(identity, membership, NodeFiles.open(files), peers);
  }

  private static <T> T await(BlockingQueue<T> queue, Predicate<T> wanted) throws Exception {
    while (true) {
      T next = queue.poll(10, TimeUnit.SECONDS);
      assertThat(next).as("what was waited for did not come").isNotNull();
      if (wanted.test(next)) {
        return next;
      }
    }
  }

  private static boolean isDenied(RadioEvent event) {
    return event instanceof RadioEvent.Floor(ParticipantState.Denied _);
  }

  private static boolean isGranted(RadioEvent event) {
    return event instanceof RadioEvent.Floor(ParticipantState.Granted _);
  }

  /// Waits until one leads and the other follows. A busy machine may need more than one election.
  private static Member agreed(Member first, Member second) throws Exception {
    while (true) {
      Member leader = first.leads() ? first : second;
      Member other = leader == first ? second : first;
      if (leader.leads() && other.follows(leader)) {
        return leader;
      }
      first.events.poll(50, TimeUnit.MILLISECONDS);
    }
  }

  private static void pressUntilGranted(Member member) throws Exception {
    RadioEvent answer = null;
    while (answer == null || !isGranted(answer)) {
      member.events.clear();
      member.driver.command(new RadioCommand.Release());
      member.driver.command(new RadioCommand.Press(0, false));
      answer = await(member.events, event -> isGranted(event) || isDenied(event));
    }
  }

  @Test
  void twoNodesFindEachOtherByOneNameAndVoicePasses() throws Exception {
    try (Member first = start(ada, List.of());
        Member second = start(grace, List.of(first.name()))) {
      agreed(first, second);
      pressUntilGranted(first);
      String heard = null;
      // The key that seals voice may come a moment after the grant.
      for (int i = 0; i < 500 && (heard == null || second.driver.figures().received() <= 5); i++) {
        first.microphone.offer(0, i, 0, new byte[] {42}, 0, 1);
        first.driver.wakeUp();
        String next = second.heard.poll(20, TimeUnit.MILLISECONDS);
        heard = heard == null ? next : heard;
      }
      assertThat(heard).endsWith(":42");
      assertThat(second.driver.figures().received()).isGreaterThan(5);
      assertThat(first.driver.figures().failures()).isZero();
    }
  }

  @Test
  void aNodeThatEndsIsMissed() throws Exception {
    try (Member first = start(ada, List.of());
        Member second = start(grace, List.of(first.name()))) {
      Member leader = agreed(first, second);
      Member other = leader == first ? second : first;
      other.events.clear();

      leader.close();

      await(
          other.events,
          event ->
              event instanceof RadioEvent.Standing(Standing now, _, _)
                  && now instanceof Standing.Alone);
    }
  }

  @Test
  void theTermIsKeptBeforeItIsClaimed() throws Exception {
    try (Member first = start(ada, List.of());
        Member second = start(grace, List.of(first.name()))) {
      DeviceIdentity leader = agreed(first, second) == first ? ada : grace;
      NodeFiles files = NodeFiles.open(folder.resolve(leader.node().toString()));
      assertThat(files.termCounter()).isPositive();
    }
  }

  @Test
  void noiseFromAStrangerChangesNothing() throws Exception {
    try (Member first = start(ada, List.of());
        DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      InetSocketAddress to =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), first.name().port());
      for (int length = 0; length < 1_500; length += 7) {
        stranger.send(new java.net.DatagramPacket(new byte[length], length, to));
      }
      await(first.events, RadioEvent.Standing.class::isInstance);
      while (first.driver.figures().received() < 200) {
        assertThat(first.leads()).isFalse();
      }
      assertThat(first.driver.figures().failures()).isZero();
      assertThat(first.driver.ask(_ -> first.node.peerCount()).join()).isZero();
    }
  }
}
