// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.rehearsal;

import java.util.concurrent.TimeUnit;
import palaver.base.Bytes;
import palaver.net.SystemSecrets;
import palaver.radio.RadioCommand;
import palaver.trust.crypto.Signatures;
import palaver.trust.crypto.StandardCrypto;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.DeviceKeys;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.trust.member.OperatorCertificate;
import palaver.trust.member.Rights;

/// Two nodes within the process, on a network that takes no time, meet, agree on a leader and talk
/// by turns, before the real node is on the air.
///
/// The code of a fresh process is loaded when it is first used and runs many times slower than
/// later: a first press took 12 to 34 ms until the grant, of which the network was 1. A node that
/// others follow at once would be a silence for them. So what a node does for others and under a
/// talker's finger, it has done before.
public final class Rehearsal {

  /// A slow machine does not wait for it longer.
  private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(2);

  private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(20);

  /// Steps until somebody leads, at most.
  private static final int MEETING_STEPS = 250;

  /// From the twentieth on they are hardly quicker.
  static final int PRESSES = 24;

  static final int SPOKEN_STEPS = 5;

  /// A link opens within two, a press is granted within one.
  private static final int EXCHANGES_MAX = 4;

  private final RehearsalNode one;
  private final RehearsalNode other;
  private long nowNs = STEP_NS;

  Rehearsal() {
    long epochMs = System.currentTimeMillis();
    long untilMs = epochMs + TimeUnit.DAYS.toMillis(1);
    StandardCrypto crypto = new StandardCrypto();
    SystemSecrets secrets = new SystemSecrets();
    DeviceIdentity first = DeviceIdentity.create(crypto, secrets);
    DeviceIdentity second = DeviceIdentity.create(crypto, secrets);
    Bytes channel = Bytes.of(secrets.bytes(Signatures.KEY_BYTES));
    Membership membership =
        new Membership(crypto, crypto.signatures().publicKey(channel), Membership.Limits.DEFAULT);
    membership.addCertificate(
        OperatorCertificate.issue(crypto.signatures(), channel, first.keys().signingKey(), untilMs)
            .signed());
    for (DeviceKeys keys : new DeviceKeys[] {first.keys(), second.keys()}) {
      membership.add(MemberEntry.admit(first, keys, "device", Rights.TALKER, 1, untilMs).signed());
    }
    one = new RehearsalNode(1, first, membership.copy());
    other = new RehearsalNode(2, second, membership);
    one.command(nowNs, new RadioCommand.Start(epochMs));
    other.command(nowNs, new RadioCommand.Start(epochMs));
  }

  /// Rehearses, two seconds at most.
  ///
  /// @return how many presses were granted
  public static int run() {
    return new Rehearsal().play();
  }

  int play() {
    long startNs = System.nanoTime();
    int granted = 0;
    for (int i = 0; i < MEETING_STEPS && granted == 0; i++) {
      granted = press(one);
    }
    while (granted < PRESSES && System.nanoTime() - startNs < LIMIT_NS) {
      granted += press(granted % 2 == 0 ? one : other);
    }
    return granted;
  }

  /// How many frames both heard.
  int framesHeard() {
    return one.framesHeard() + other.framesHeard();
  }

  /// Presses, says a word when it may, releases; 1 when it was granted, otherwise 0.
  private int press(RehearsalNode talker) {
    talker.command(nowNs, new RadioCommand.Press(0, false));
    step();
    boolean granted = talker.talks();
    for (int i = 0; granted && i < SPOKEN_STEPS; i++) {
      talker.speak(nowNs);
      step();
    }
    talker.command(nowNs, new RadioCommand.Release());
    step();
    return granted ? 1 : 0;
  }

  private void step() {
    for (int i = 0; i < EXCHANGES_MAX; i++) {
      one.pass(nowNs, other);
      other.pass(nowNs, one);
    }
    nowNs += STEP_NS;
    one.due(nowNs);
    other.due(nowNs);
  }
}
