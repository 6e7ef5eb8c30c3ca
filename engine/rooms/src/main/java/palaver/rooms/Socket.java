// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import org.jspecify.annotations.Nullable;

/// One open WebSocket. Before its `voice_join` it belongs to nobody.
final class Socket extends Timed<Socket.Timer> {

  enum Timer {
    /// Closes a socket that has not joined.
    VOICE_JOIN,
    /// Sends the next ping, or closes a socket that missed too many.
    PING
  }

  private final long connection;
  private final TokenBucket offers;
  private final TokenBucket mutes;
  private final TokenBucket descriptions;
  private final TokenBucket candidates;
  private final TokenBucket requests;
  private @Nullable Seat seat;
  private int unansweredPings;

  Socket(Agenda agenda, long connection, Limits limits) {
    super(agenda, Timer.class);
    this.connection = connection;
    offers = new TokenBucket(limits.offers());
    mutes = new TokenBucket(limits.mutes());
    descriptions = new TokenBucket(limits.mesh().descriptions());
    candidates = new TokenBucket(limits.mesh().candidates());
    requests = new TokenBucket(limits.requests());
  }

  long connection() {
    return connection;
  }

  /// Whose signaling this is, or null before `voice_join`.
  @Nullable Seat seat() {
    return seat;
  }

  void belongTo(Seat owner) {
    seat = owner;
  }

  private boolean inMesh() {
    return seat != null && seat.room().mesh();
  }

  int unansweredPings() {
    return unansweredPings;
  }

  void pingSent() {
    unansweredPings++;
  }

  void pongReceived() {
    unansweredPings = 0;
  }

  /// Whether its rate lets this message through. An answer to our ping and a leave always pass.
  boolean admits(long nowNs, ClientMessage message) {
    return switch (message) {
      // The rate of chat is the session's: a new socket does not begin it anew.
      case ClientMessage.Pong _, ClientMessage.Leave _, ClientMessage.Chat _ -> true;
      case ClientMessage.Offer _ -> (inMesh() ? descriptions : offers).take(nowNs);
      case ClientMessage.PeerAnswer _ -> descriptions.take(nowNs);
      case ClientMessage.Ice _ -> candidates.take(nowNs);
      case ClientMessage.SelfMute _, ClientMessage.Hand _ -> mutes.take(nowNs);
      case ClientMessage.VoiceJoin _,
          ClientMessage.StateRequest _,
          ClientMessage.Ping _,
          ClientMessage.Invalid _ ->
          requests.take(nowNs);
    };
  }
}
