// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Parsed;
import palaver.rtc.AudioProfile;
import palaver.rtc.ConnectionParameters;
import palaver.rtc.Fingerprint;
import palaver.rtc.HostCandidate;
import palaver.rtc.Negotiated;
import palaver.rtc.Negotiation;
import palaver.rtc.NegotiationOptions;
import palaver.sfu.SfuCommand;

/// Answers offers and opens the media paths that they agree on.
///
/// | offer | what happens |
/// |---|---|
/// | the first | a connection opens |
/// | the same credentials again | the same answer again |
/// | new credentials, same certificate | ICE restart; SSRCs and keys stay |
/// | another certificate | a new page resumed the session: a new connection replaces the old |
/// | other lines or payload types | `BAD_SDP` |
final class Offers {
  private final List<List<HostCandidate>> candidatesByThread;
  private final Fingerprint fingerprint;
  private final int sdpCharsMax;
  private final long handshakeNs;
  private final Mint mint;

  Offers(RoomsConfig config, Mint mint) {
    this.mint = mint;
    fingerprint = config.fingerprint();
    sdpCharsMax = config.limits().sdpCharsMax();
    handshakeNs = config.timers().handshakeNs();
    candidatesByThread =
        config.mediaThreads().stream()
            .map(thread ->
                thread.addresses().stream()
                    .map(ip -> new HostCandidate(ip, thread.port()))
                    .toList())
            .toList();
  }

  /// The answer to `sdp`, or the error when it is no offer that we can answer.
  ServerMessage answer(Turn turn, Seat seat, String sdp, @Nullable String id) {
    if (sdp.length() > sdpCharsMax) {
      return refusal("sdp-too-long", id);
    }
    MediaPath path = seat.media();
    return path == null ? open(turn, seat, sdp, id) : again(turn, seat, path, sdp, id);
  }

  private ServerMessage open(Turn turn, Seat seat, String sdp, @Nullable String id) {
    List<Integer> ssrcs = mint.ssrcs(seat.slots());
    return switch (Negotiation.answer(sdp, options(seat, ssrcs))) {
      case Parsed.Malformed<Negotiated>(String reason) -> refusal(reason, id);
      case Parsed.Ok<Negotiated>(Negotiated agreed) -> {
        connect(turn, seat, new MediaPath(ssrcs, agreed.parameters()));
        yield new ServerMessage.Answer(agreed.answerSdp(), id);
      }
    };
  }

  private ServerMessage again(
      Turn turn, Seat seat, MediaPath path, String sdp, @Nullable String id) {
    return switch (Negotiation.answer(sdp, options(seat, path.ssrcs()), path.parameters())) {
      case Parsed.Malformed<Negotiated>(String reason) ->
          replace(turn, seat, path, sdp, id, reason);
      case Parsed.Ok<Negotiated>(Negotiated agreed) -> keep(turn, seat, path, agreed, id);
    };
  }

  private static ServerMessage keep(
      Turn turn, Seat seat, MediaPath path, Negotiated agreed, @Nullable String id) {
    ConnectionParameters now = agreed.parameters();
    if (!path.sameButForIce(now)) {
      return refusal("offer-lines-changed", id);
    }
    if (!path.parameters().remote().equals(now.remote())) {
      turn.toMedia(
          seat.room(), new SfuCommand.RestartIce(seat.session(), now.local(), now.remote()));
      seat.useMedia(new MediaPath(path.ssrcs(), now));
    }
    return new ServerMessage.Answer(agreed.answerSdp(), id);
  }

  /// Opens a new connection in place of the old one when the offer is another certificate's.
  private ServerMessage replace(
      Turn turn, Seat seat, MediaPath path, String sdp, @Nullable String id, String reason) {
    List<Integer> ssrcs = mint.ssrcs(seat.slots());
    if (Negotiation.answer(sdp, options(seat, ssrcs))
            instanceof Parsed.Ok<Negotiated>(Negotiated agreed)
        && !agreed.parameters().remoteFingerprint().equals(path.parameters().remoteFingerprint())) {
      MediaEvents.reconnecting(turn, seat);
      connect(turn, seat, new MediaPath(ssrcs, agreed.parameters()));
      return new ServerMessage.Answer(agreed.answerSdp(), id);
    }
    return refusal(reason, id);
  }

  private void connect(Turn turn, Seat seat, MediaPath path) {
    Room room = seat.room();
    seat.useMedia(path);
    seat.occupantsChanged(List.of());
    seat.stop(Seat.Timer.OFFER);
    seat.start(Seat.Timer.HANDSHAKE, turn.nowNs() + handshakeNs);
    turn.toMedia(
        room,
        new SfuCommand.Connect(
            seat.session(),
            room.key(),
            seat.stream(),
            room.participantsMax(),
            path.parameters(),
            seat.observer()));
    if (seat.silenced()) {
      turn.toMedia(room, new SfuCommand.Silence(seat.session(), true));
    }
  }

  private NegotiationOptions options(Seat seat, List<Integer> ssrcs) {
    return new NegotiationOptions(
        mint.iceCredentials(),
        fingerprint,
        candidatesByThread.get(seat.room().mediaThread()),
        ssrcs,
        AudioProfile.VOICE,
        true);
  }

  private static ServerMessage refusal(String reason, @Nullable String id) {
    return new ServerMessage.Failure(
        ErrorCode.BAD_SDP, "The offer cannot be answered: " + reason, id);
  }
}
