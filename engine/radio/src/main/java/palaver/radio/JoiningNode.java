// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import palaver.base.AddressDirectory;
import palaver.base.Bytes;
import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.base.Parsed;
import palaver.base.SecretSource;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.FourWords;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.wire.radio.EnvelopeView;
import palaver.wire.radio.EnvelopeWriter;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.PeerAddress;
import palaver.wire.radio.PeerAddress.Reach;
import palaver.wire.radio.RadioMessage;
import palaver.wire.radio.Statement;
import palaver.wire.radio.TrustMessage;
import palaver.wire.radio.TrustMessage.JoinRequest;
import palaver.wire.radio.TrustMessage.RefuseCause;

/// A device that is no member yet and asks to become one: by the allowlist, with an invite, or by a
/// knock that an operator answers.
///
/// What comes back is not proven, so only one answer ends the asking: an entry that the channel's
/// key stands behind. The key is known beforehand (it comes with an invite), or it is the one that
/// the four words were shown for, which people have compared. A refusal is only told.
public final class JoiningNode implements Engine<RadioCommand, RadioEvent> {
  private static final long MS = 1_000_000;
  private static final long ASK_NS = 1_000 * MS;
  private static final long ASK_AT_FIRST_NS = 400 * MS;
  private static final int ASKS_AT_FIRST = 5;
  private static final long RETRY_MAX_MS = 30_000;
  private static final int UNANSWERED_MAX = 3;
  private static final int NOBODY = -1;

  private final RadioConfig config;
  private final DeviceIdentity identity;
  private final @Nullable Bytes invite;
  private final Bytes nonce;
  private final EnvelopeView view = new EnvelopeView();
  private final EnvelopeWriter writer = new EnvelopeWriter();
  private final AddressDirectory directory;
  private final @Nullable Bytes knownKey;
  private @Nullable Bytes shownKey;
  private @Nullable Bytes cookie;
  private @Nullable String words;
  private @Nullable RefuseCause refused;
  private int address = NOBODY;
  private int unanswered;
  private int asks;
  private boolean heard;
  private long sequence;
  private long epochOffsetMs;
  private long askNs = Deadlines.NEVER;

  /// A device that asks.
  ///
  /// @param channelKey the channel's Ed25519 key when it is known, 32 bytes, else null
  /// @param invite the own entry made with the secret of an invite, see [MemberEntry#redeem], or
  ///   null
  /// @param directory the driver's addresses: a member may say where the leader is
  public JoiningNode(
      RadioConfig config,
      DeviceIdentity identity,
      @Nullable Bytes channelKey,
      @Nullable Bytes invite,
      AddressDirectory directory,
      SecretSource secrets) {
    this.config = config;
    this.directory = directory;
    this.identity = identity;
    knownKey = channelKey;
    this.invite = invite;
    nonce = Bytes.of(secrets.nonce(JoinRequest.NONCE_BYTES));
  }

  @Override
  public void onCommand(long nowNs, RadioCommand command, Outbox<RadioEvent> outbox) {
    switch (command) {
      case RadioCommand.Start(long epochMs) -> {
        epochOffsetMs = epochMs - nowNs / MS;
        ask(nowNs, outbox);
      }
      case RadioCommand.WallClock(long epochMs) -> epochOffsetMs = epochMs - nowNs / MS;
      case RadioCommand.Stop _ -> stop(outbox);
      default -> {}
    }
  }

  private void stop(Outbox<RadioEvent> outbox) {
    askNs = Deadlines.NEVER;
    forgetAddress(outbox);
  }

  @Override
  public void onDeadline(long nowNs, Outbox<RadioEvent> outbox) {
    if (askNs <= nowNs) {
      ask(nowNs, outbox);
    }
  }

  @Override
  public long nextDeadlineNs() {
    return askNs;
  }

  private void ask(long nowNs, Outbox<RadioEvent> outbox) {
    if (++unanswered > UNANSWERED_MAX) {
      forgetAddress(outbox);
      unanswered = 0;
    }
    askNs = nowNs + (++asks < ASKS_AT_FIRST ? ASK_AT_FIRST_NS : ASK_NS);
    JoinRequest request =
        new JoinRequest(
            identity.keys().signingKey(),
            identity.keys().agreementKey(),
            config.name(),
            config.capabilities(),
            nonce,
            invite,
            cookie);
    send(nowNs, request, outbox);
  }

  private void send(long nowNs, JoinRequest request, Outbox<RadioEvent> outbox) {
    int at = outbox.reserve();
    if (at < 0) {
      return;
    }
    byte[] bytes = outbox.bytes();
    writer.begin(
        bytes,
        at,
        request.type(),
        config.channel(),
        config.self().value(),
        config.boot(),
        sequence++,
        nowNs / 1_000);
    if (writer.message(request)) {
      Bytes payload = Bytes.of(Sender.payloadOf(request));
      int signatureAt = writer.signatureAt(config.self().value());
      Bytes signature =
          identity.sign(Statement.signedBytes(request.type(), config.self(), payload));
      signature.copyTo(bytes, signatureAt);
      outbox.commit(address == NOBODY ? config.multicast() : address, writer.finish());
    }
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<RadioEvent> outbox) {
    boolean asks = askNs != Deadlines.NEVER;
    if (!asks
        || !view.parse(datagram.bytes(), datagram.offset(), datagram.length())
        || view.channel() != config.channel()
        || view.type() == MessageType.JOIN_REQUEST
        || view.source() == config.self().value()) {
      return;
    }
    if (!heard) {
      heard = true;
      outbox.emit(new RadioEvent.ChannelHeard());
    }
    if (view.type() == MessageType.VOICE_FRAME) {
      return;
    }
    if (view.message() instanceof Parsed.Ok<RadioMessage>(RadioMessage message)) {
      switch (message) {
        case TrustMessage.Cookie given -> onCookie(nowNs, datagram.source(), given, outbox);
        case TrustMessage.JoinPending pending -> onPending(nowNs, pending, outbox);
        case TrustMessage.JoinAccept accept -> onAccept(nowNs, datagram.source(), accept, outbox);
        case TrustMessage.JoinElsewhere elsewhere -> onElsewhere(nowNs, elsewhere, outbox);
        case TrustMessage.JoinRefuse refuse -> onRefuse(nowNs, refuse, outbox);
        default -> {}
      }
    }
  }

  /// Somebody at that address answers; the first who does is asked from here on.
  private void onCookie(
      long nowNs, int from, TrustMessage.Cookie given, Outbox<RadioEvent> outbox) {
    if ((address != NOBODY && address != from) || isKnown(given.cookie())) {
      return;
    }
    if (address == NOBODY) {
      outbox.retain(from);
      address = from;
    }
    cookie = given.cookie();
    ask(nowNs, outbox);
  }

  /// A member says where the leader is; it is asked there unless somebody answers already.
  private void onElsewhere(
      long nowNs, TrustMessage.JoinElsewhere elsewhere, Outbox<RadioEvent> outbox) {
    PeerAddress leader = elsewhere.leader();
    boolean meant = elsewhere.to().equals(config.self()) && leader.reach() != Reach.NONE;
    if (!meant || address != NOBODY) {
      return;
    }
    int number = directory.number(leader.ip().toArray(), leader.port());
    if (number >= 0) {
      outbox.retain(number);
      address = number;
      ask(nowNs, outbox);
    }
  }

  private boolean isKnown(Bytes given) {
    Bytes known = cookie;
    return known != null && known.equals(given);
  }

  private void forgetAddress(Outbox<RadioEvent> outbox) {
    if (address != NOBODY) {
      outbox.release(address);
      address = NOBODY;
    }
    cookie = null;
  }

  private void onPending(long nowNs, TrustMessage.JoinPending pending, Outbox<RadioEvent> outbox) {
    boolean meant =
        pending.to().equals(config.self())
            && (knownKey == null || knownKey.equals(pending.channelKey()));
    if (!meant) {
      return;
    }
    answered(nowNs, pending.retryAfterMs());
    JoinRequest request =
        new JoinRequest(
            identity.keys().signingKey(),
            identity.keys().agreementKey(),
            config.name(),
            config.capabilities(),
            nonce,
            null,
            null);
    String next = FourWords.of(pending.channelKey(), request, pending.nonce());
    if (!next.equals(words)) {
      words = next;
      shownKey = pending.channelKey();
      outbox.emit(new RadioEvent.JoinPending(next));
    }
  }

  private void answered(long nowNs, long retryAfterMs) {
    unanswered = 0;
    askNs = nowNs + Math.max(ASK_NS, Math.min(RETRY_MAX_MS, retryAfterMs) * MS);
  }

  private void onRefuse(long nowNs, TrustMessage.JoinRefuse refuse, Outbox<RadioEvent> outbox) {
    if (refuse.to().equals(config.self())) {
      answered(nowNs, refuse.retryAfterMs());
      words = null;
      if (refuse.cause() != refused) {
        refused = refuse.cause();
        outbox.emit(new RadioEvent.JoinRefused(refuse.cause()));
      }
    }
  }

  private void onAccept(
      long nowNs, int from, TrustMessage.JoinAccept accept, Outbox<RadioEvent> outbox) {
    Bytes expected = knownKey == null ? shownKey : knownKey;
    if (!Objects.equals(expected, accept.channelKey()) || !isGenuine(nowNs, accept)) {
      return;
    }
    stop(outbox);
    outbox.emit(
        new RadioEvent.Joined(
            accept.channelKey(),
            accept.entry(),
            accept.certificates(),
            accept.others(),
            host(from, accept)));
  }

  /// Where the member is that answered; its entry is the first of the others.
  private List<PeerAddress> host(int from, TrustMessage.JoinAccept accept) {
    if (accept.others().isEmpty()
        || !(MemberEntry.parse(accept.others().getFirst())
            instanceof Parsed.Ok<MemberEntry>(MemberEntry entry))) {
      return List.of();
    }
    PeerAddress host =
        new PeerAddress(entry.node(), Bytes.of(directory.ip(from)), directory.port(from));
    return host.reach() == Reach.NONE ? List.of() : List.of(host);
  }

  private boolean isGenuine(long nowNs, TrustMessage.JoinAccept accept) {
    boolean own =
        MemberEntry.parse(accept.entry()) instanceof Parsed.Ok<MemberEntry>(MemberEntry entry)
            && entry.keys().equals(identity.keys());
    return own
        && membershipOf(
                identity, accept.channelKey(), accept.certificates(), List.of(accept.entry()))
            .isMember(config.self(), nowNs / MS + epochOffsetMs);
  }

  /// The set of members that a device begins with: what [RadioEvent.Joined] brought, and what the
  /// store kept since.
  public static Membership membershipOf(
      DeviceIdentity identity, Bytes channelKey, List<Bytes> certificates, List<Bytes> entries) {
    Membership membership =
        new Membership(identity.crypto(), channelKey, Membership.Limits.DEFAULT);
    certificates.forEach(membership::addCertificate);
    entries.forEach(membership::add);
    return membership;
  }
}
