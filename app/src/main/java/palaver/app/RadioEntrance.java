// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.Outbox;
import palaver.base.Parsed;
import palaver.net.radio.NodeFiles.ChannelName;
import palaver.net.radio.RadioClocks;
import palaver.net.radio.RadioDriver;
import palaver.net.radio.RadioSocket;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.Invite;
import palaver.trust.member.MemberEntry;

/// How a node comes to its channel: it has one, it was given one, or it founds one.
final class RadioEntrance {

  private static final Logger LOG = LoggerFactory.getLogger(RadioEntrance.class);
  private static final long LISTEN_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long LOOK_MS = 20;

  private RadioEntrance() {}

  /// The channel that the node belongs to from now on.
  static ChannelName channel(RadioHome home, RadioOptions options)
      throws IOException, StartFailure {
    ChannelName known = home.channel();
    if (known != null) {
      return known;
    }
    if (options.join() != null) {
      return byToken(home, options, options.join().strip());
    }
    if (isOnTheAir(options)) {
      throw new StartFailure(
          "a channel "
              + options.channel()
              + " is here already: ask an operator for an invite and start with --join, or choose"
              + " another --channel");
    }
    LOG.info("founding the channel {}", options.channel());
    return home.found(options.channel(), options.name());
  }

  private static ChannelName byToken(RadioHome home, RadioOptions options, String text)
      throws IOException, StartFailure {
    JoinToken pass = JoinToken.parse(text);
    if (pass != null) {
      return home.enter(pass);
    }
    InviteToken token = InviteToken.parse(text);
    if (token == null
        || !(Invite.parse(token.invite()) instanceof Parsed.Ok<Invite>(Invite invite))) {
      throw new StartFailure("--join: this is no token, or a part of one is missing");
    }
    DeviceIdentity device = home.identity();
    MemberEntry entry =
        MemberEntry.redeem(
            device.crypto().signatures(), token.secret(), invite, device.keys(), options.name());
    return RadioKnock.enter(home, options, token, entry.signed());
  }

  /// Opens the node's sockets.
  static RadioSocket socket(RadioOptions options) throws StartFailure {
    try {
      return RadioSocket.open(options.network());
    } catch (IOException failure) {
      throw RadioStation.unbound(options, failure);
    }
  }

  /// Listens for two seconds.
  private static boolean isOnTheAir(RadioOptions options) throws StartFailure {
    ChannelEar ear = new ChannelEar(ChannelNumber.of(options.channel()).number());
    RadioClocks clocks = RadioClocks.system();
    try (RadioDriver<Void, Void> driver =
        new RadioDriver<>(options.network(), socket(options), clocks, ear, new Silent())) {
      driver.start();
      while (clocks.nowNs() < LISTEN_NS && !ear.hasHeard()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      }
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
    return ear.hasHeard();
  }

  /// Only listens.
  private static final class Silent implements RadioDriver.Hooks<Void, Void> {

    @Override
    public Void resumed(long gapNs) {
      throw new UnsupportedOperationException("an ear takes no commands");
    }

    @Override
    public Void wallClock(long epochMs) {
      throw new UnsupportedOperationException("an ear takes no commands");
    }

    @Override
    public void sources(long nowNs, Outbox<Void> outbox) {}

    @Override
    public void event(Void event) {}

    @Override
    public void failed(Throwable failure) {}
  }
}
