// SPDX-License-Identifier: Apache-2.0
package palaver.client;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Parsed;
import palaver.rtc.Fingerprint;
import palaver.rtc.IceCredentials;
import palaver.rtc.SendSlot;
import palaver.wire.sdp.SdpMedia;
import palaver.wire.sdp.SdpParser;
import palaver.wire.sdp.SdpSession;

/// What a client needs of the server's answer.
///
/// @param candidates the server's addresses, in its order of preference
/// @param slots the lines on which others are heard, with the SSRC of each
record ServerAnswer(
    IceCredentials ice,
    Fingerprint fingerprint,
    List<InetSocketAddress> candidates,
    List<SendSlot> slots) {

  static ServerAnswer parse(String sdp) {
    return switch (SdpParser.parse(sdp)) {
      case Parsed.Ok<SdpSession>(SdpSession session) -> of(session);
      case Parsed.Malformed<SdpSession>(String reason) ->
          throw new IllegalStateException("the server's answer cannot be read: " + reason);
    };
  }

  private static ServerAnswer of(SdpSession session) {
    SdpMedia first = session.media().getFirst();
    String[] fingerprint = value(session, first, "fingerprint").split(" ", 2);
    List<SendSlot> slots = new ArrayList<>();
    for (SdpMedia line : session.media().subList(1, session.media().size())) {
      String ssrc = line.attributes().value("ssrc");
      if (line.port() != 0 && ssrc != null) {
        int number = Integer.parseUnsignedInt(ssrc.split(" ", 2)[0]);
        slots.add(new SendSlot(value(session, line, "mid"), number));
      }
    }
    return new ServerAnswer(
        new IceCredentials(value(session, first, "ice-ufrag"), value(session, first, "ice-pwd")),
        new Fingerprint(fingerprint[0], fingerprint[1]),
        first.attributes().values("candidate").stream().map(ServerAnswer::address).toList(),
        List.copyOf(slots));
  }

  private static String value(SdpSession session, SdpMedia line, String name) {
    @Nullable String value = line.attributes().value(name);
    if (value == null) {
      value = session.attributes().value(name);
    }
    if (value == null) {
      throw new IllegalStateException("the server's answer has no " + name);
    }
    return value;
  }

  /// RFC 8839, section 5.1: foundation component transport priority address port.
  private static InetSocketAddress address(String candidate) {
    String[] words = candidate.split(" ", -1);
    return new InetSocketAddress(words[4], Integer.parseInt(words[5]));
  }
}
