// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import palaver.base.Parsed;

/// Answers a client's offer. Every refusal has a stable reason that begins with `sdp-` (not a
/// session description) or `offer-` (not an offer that we can serve).
public final class Negotiation {
  private final Offer offer;
  private final NegotiationOptions options;
  private final @Nullable ConnectionParameters previous;
  private final List<PlannedLine> accepted;
  private final List<PlannedLine> plan;

  private Negotiation(
      Offer offer, NegotiationOptions options, @Nullable ConnectionParameters previous) {
    this.offer = offer;
    this.options = options;
    this.previous = previous;
    plan = new LinePlanner(options.slotSsrcs(), previous).plan(offer);
    accepted = plan.stream().filter(PlannedLine::isAccepted).toList();
  }

  /// Answers the first offer of a connection.
  public static Parsed<Negotiated> answer(String offerSdp, NegotiationOptions options) {
    return answerAfter(offerSdp, options, null);
  }

  /// Answers a later offer of the same connection. With new credentials in it (an ICE restart) the
  /// answer has the new ones of `options`, otherwise those of `previous`. Lines, SSRCs, payload
  /// type, extension ids and certificate stay what they are: an offer that changes them is refused.
  public static Parsed<Negotiated> answer(
      String offerSdp, NegotiationOptions options, ConnectionParameters previous) {
    return answerAfter(offerSdp, options, previous);
  }

  private static Parsed<Negotiated> answerAfter(
      String sdp, NegotiationOptions options, @Nullable ConnectionParameters previous) {
    return switch (Offer.parse(sdp)) {
      case Parsed.Malformed<Offer>(String reason) -> Parsed.malformed(reason);
      case Parsed.Ok<Offer>(Offer offer) -> new Negotiation(offer, options, previous).negotiate();
    };
  }

  private Parsed<Negotiated> negotiate() {
    String fault = linesFault();
    if (fault != null) {
      return Parsed.malformed(fault);
    }
    var carrier = carrier().line().media().attributes();
    return switch (OfferedTransport.of(carrier, offer.session().attributes())) {
      case Parsed.Malformed<OfferedTransport>(String reason) -> Parsed.malformed(reason);
      case Parsed.Ok<OfferedTransport>(OfferedTransport transport) -> agree(transport);
    };
  }

  private @Nullable String linesFault() {
    if (accepted.isEmpty()) {
      return "offer-no-open-line";
    }
    for (PlannedLine planned : accepted) {
      if (!offer.bundle().contains(planned.line().mid())) {
        return "offer-not-bundled";
      }
      if (!planned.line().media().attributes().has("rtcp-mux")) {
        return "offer-no-rtcp-mux";
      }
      if (planned.line().opusPayloadType() != opusPayloadType()) {
        return "offer-payload-types-differ";
      }
    }
    boolean idsDiffer =
        extensionId(OfferedLine.MID_URI) < 0 || extensionId(OfferedLine.AUDIO_LEVEL_URI) < 0;
    return idsDiffer ? "offer-extension-ids-differ" : null;
  }

  /// The line whose transport all others share (RFC 9143, section 7.3).
  private PlannedLine carrier() {
    for (String mid : offer.bundle()) {
      for (PlannedLine planned : accepted) {
        if (planned.line().mid().equals(mid)) {
          return planned;
        }
      }
    }
    throw new IllegalStateException("every accepted line is in the bundle");
  }

  private int opusPayloadType() {
    return accepted.getFirst().line().opusPayloadType();
  }

  /// The number of an extension on all lines that offer it, 0 when none does, -1 when they differ.
  private int extensionId(String uri) {
    int common = 0;
    for (PlannedLine planned : accepted) {
      int id = planned.line().extensionId(uri);
      if (id != 0 && common != 0 && id != common) {
        return -1;
      }
      common = Math.max(common, id);
    }
    return common;
  }

  private Parsed<Negotiated> agree(OfferedTransport transport) {
    boolean sameGeneration = previous != null && previous.remote().equals(transport.credentials());
    ConnectionParameters parameters =
        new ConnectionParameters(
            sameGeneration ? Objects.requireNonNull(previous).local() : options.local(),
            transport.credentials(),
            transport.fingerprint(),
            publishMid(),
            opusPayloadType(),
            extensionId(OfferedLine.MID_URI),
            extensionId(OfferedLine.AUDIO_LEVEL_URI),
            options.nack(),
            slots());
    String fault = previous == null ? null : changeFault(previous, parameters);
    if (fault != null) {
      return Parsed.malformed(fault);
    }
    String answer =
        AnswerWriter.write(offer, plan, carrier().line().mid(), parameters.local(), options);
    return Parsed.ok(new Negotiated(answer, parameters));
  }

  private @Nullable String publishMid() {
    return accepted.stream()
        .filter(planned -> planned.role() == PlannedLine.Role.PUBLISH)
        .map(planned -> planned.line().mid())
        .findFirst()
        .orElse(null);
  }

  private List<SendSlot> slots() {
    return accepted.stream().map(PlannedLine::slot).filter(Objects::nonNull).toList();
  }

  private static @Nullable String changeFault(
      ConnectionParameters before, ConnectionParameters after) {
    boolean linesKept =
        after.slots().containsAll(before.slots())
            && (before.publishMid() == null || before.publishMid().equals(after.publishMid()));
    boolean codecKept =
        after.opusPayloadType() == before.opusPayloadType()
            && after.midExtensionId() == before.midExtensionId()
            && after.audioLevelExtensionId() == before.audioLevelExtensionId();
    if (!linesKept) {
      return "offer-lines-changed";
    }
    if (!codecKept) {
      return "offer-codec-changed";
    }
    return after.remoteFingerprint().equals(before.remoteFingerprint())
        ? null
        : "offer-fingerprint-changed";
  }
}
