// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

import java.io.IOException;
import java.net.BindException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.radio.entrance.RadioKnock.Entered;
import palaver.app.start.StartFailure;
import palaver.base.Parsed;
import palaver.net.radio.NodeFiles.ChannelName;
import palaver.net.radio.RadioSocket;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.Invite;
import palaver.trust.member.MemberEntry;

/// How a node comes to its channel: it has one, it was given one, or it founds one.
public final class RadioEntrance {

  private static final Logger LOG = LoggerFactory.getLogger(RadioEntrance.class);

  private RadioEntrance() {}

  /// The channel that the node belongs to from now on.
  public static Entered channel(RadioGround ground, RadioOptions options)
      throws IOException, StartFailure {
    RadioHome home = ground.home();
    ChannelName known = home.channel();
    if (known != null) {
      return new Entered(known, List.of());
    }
    if (options.join() != null) {
      return byToken(ground, options, options.join().strip());
    }
    Entered letIn = RadioKnock.knock(ground, options);
    if (letIn != null) {
      return letIn;
    }
    LOG.info("founding the channel {}", options.channel());
    return new Entered(home.found(options.channel(), options.name()), List.of());
  }

  private static Entered byToken(RadioGround ground, RadioOptions options, String text)
      throws IOException, StartFailure {
    RadioHome home = ground.home();
    JoinToken pass = JoinToken.parse(text);
    if (pass != null) {
      return new Entered(home.enter(pass), List.of());
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
    return RadioKnock.enter(ground, options, token, entry.signed());
  }

  /// Opens the node's sockets.
  public static RadioSocket socket(RadioOptions options) throws StartFailure {
    try {
      return RadioSocket.open(options.network());
    } catch (IOException failure) {
      throw unbound(options, failure);
    }
  }

  /// The port is in use, or the address is not here.
  private static StartFailure unbound(RadioOptions options, IOException failure) {
    String what = failure instanceof BindException ? " is in use or not of this machine" : "";
    return new StartFailure(
        "UDP port " + options.network().port() + what + ": " + failure.getMessage(), failure);
  }
}
