// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.concurrent.TimeUnit;
import palaver.net.SystemSecrets;
import palaver.trust.crypto.StandardCrypto;
import palaver.trust.link.Links;
import palaver.trust.member.DeviceIdentity;
import palaver.wire.radio.TrustMessage.SessionAnswer;
import palaver.wire.radio.TrustMessage.SessionOpen;

/// Does what a node does when it meets others, within the process and before it is on the air. The
/// first signatures and key agreements of a fresh process take long; in a node that others follow
/// already they would be a silence.
public final class RadioWarmUp {

  private static final long BUDGET_NS = TimeUnit.MILLISECONDS.toNanos(400);
  private static final int ROUNDS_MAX = 60;
  private static final int MESSAGE_BYTES = 200;
  private static final int TAGS_PER_ROUND = 20;

  private RadioWarmUp() {}

  /// Warms up for as long as it is worth; how many links it opened.
  public static int run() {
    StandardCrypto crypto = new StandardCrypto();
    SystemSecrets secrets = new SystemSecrets();
    DeviceIdentity one = DeviceIdentity.create(crypto, secrets);
    DeviceIdentity other = DeviceIdentity.create(crypto, secrets);
    Links ours = new Links(crypto, secrets, one.node(), 1, 1);
    Links theirs = new Links(crypto, secrets, other.node(), 1, 1);
    byte[] message = new byte[MESSAGE_BYTES];
    long startNs = System.nanoTime();
    int opened = 0;
    while (opened < ROUNDS_MAX && System.nanoTime() - startNs < BUDGET_NS) {
      meet(one, ours, other, theirs);
      opened++;
      var signature = one.sign(message);
      crypto.signatures().verify(one.keys().signingKey(), message, signature);
      for (int i = 0; i < TAGS_PER_ROUND; i++) {
        ours.tag(other.node(), message, 0, MESSAGE_BYTES - 16, message, MESSAGE_BYTES - 16);
        theirs.check(0, one.node(), message, 0, MESSAGE_BYTES - 16, MESSAGE_BYTES - 16);
      }
    }
    return opened;
  }

  private static void meet(DeviceIdentity one, Links ours, DeviceIdentity other, Links theirs) {
    ours.drop(other.node());
    theirs.drop(one.node());
    SessionOpen open = ours.open(0, other.node(), null);
    SessionAnswer answer = open == null ? null : theirs.onOpen(0, one.node(), open);
    if (answer == null || !ours.onAnswer(0, other.node(), answer)) {
      throw new IllegalStateException("a link within the process did not open");
    }
  }
}
