// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.wire.sdp.SdpAttribute;
import palaver.wire.sdp.SdpAttributes;
import palaver.wire.sdp.SdpExtMap;
import palaver.wire.sdp.SdpMedia;
import palaver.wire.sdp.SdpOrigin;
import palaver.wire.sdp.SdpSession;
import palaver.wire.sdp.SdpWriter;

/// Puts an agreed plan into words.
final class AnswerWriter {
  private static final int DISCARD_PORT = 9;
  private static final int HOST_TYPE_PREFERENCE = 126;
  private static final int LOCAL_PREFERENCE_MAX = 65_535;

  private final Offer offer;
  private final String carrierMid;
  private final IceCredentials local;
  private final NegotiationOptions options;

  private AnswerWriter(
      Offer offer, String carrierMid, IceCredentials local, NegotiationOptions options) {
    this.offer = offer;
    this.carrierMid = carrierMid;
    this.local = local;
    this.options = options;
  }

  static String write(
      Offer offer,
      List<PlannedLine> plan,
      String carrierMid,
      IceCredentials local,
      NegotiationOptions options) {
    AnswerWriter writer = new AnswerWriter(offer, carrierMid, local, options);
    List<SdpMedia> media = plan.stream().map(writer::line).toList();
    List<String> mids =
        offer.bundle().stream()
            .distinct()
            .filter(
                mid -> plan.stream().anyMatch(p -> p.isAccepted() && p.line().mid().equals(mid)))
            .toList();
    Attributes session = new Attributes();
    session.add("ice-lite");
    session.add("group", "BUNDLE " + String.join(" ", mids));
    return SdpWriter.write(new SdpSession(writer.origin(), "-", session.list(), media));
  }

  /// The version follows the offer's, which rises with every new offer.
  private SdpOrigin origin() {
    String id = options.slotSsrcs().stream().findFirst().map(Integer::toUnsignedString).orElse("1");
    return new SdpOrigin("-", id, offer.session().origin().version(), "IP4", "127.0.0.1");
  }

  private SdpMedia line(PlannedLine planned) {
    SdpMedia offered = planned.line().media();
    Attributes attributes = new Attributes();
    attributes.add("mid", planned.line().mid());
    if (!planned.isAccepted()) {
      attributes.add("inactive");
      return new SdpMedia(
          offered.kind(), 0, offered.protocol(), offered.formats(), attributes.list());
    }
    addTransport(attributes, planned.line());
    attributes.add(planned.direction().attribute());
    addCodec(attributes, planned.line());
    addExtension(attributes, planned.line().extension(OfferedLine.MID_URI));
    addExtension(attributes, planned.line().extension(OfferedLine.AUDIO_LEVEL_URI));
    if (planned.slot() != null) {
      addSource(attributes, planned.slot());
    }
    if (planned.line().mid().equals(carrierMid)) {
      addCandidates(attributes);
    }
    List<String> formats = List.of(Integer.toString(planned.line().opusPayloadType()));
    return new SdpMedia("audio", DISCARD_PORT, offered.protocol(), formats, attributes.list());
  }

  private void addTransport(Attributes attributes, OfferedLine line) {
    attributes.add("ice-ufrag", local.ufrag());
    attributes.add("ice-pwd", local.password());
    Fingerprint fingerprint = options.fingerprint();
    attributes.add("fingerprint", fingerprint.algorithm() + " " + fingerprint.value());
    attributes.add("setup", "passive");
    attributes.add("rtcp-mux");
    if (line.media().attributes().has("rtcp-rsize")) {
      attributes.add("rtcp-rsize");
    }
  }

  private void addCodec(Attributes attributes, OfferedLine line) {
    int opus = line.opusPayloadType();
    attributes.add("rtpmap", opus + " opus/48000/2");
    attributes.add("fmtp", opus + " " + options.profile().formatParameters());
    if (options.nack()) {
      attributes.add("rtcp-fb", opus + " nack");
    }
    String receiverRoundTrip = receiverRoundTrip(line);
    if (receiverRoundTrip != null) {
      attributes.add("rtcp-xr", receiverRoundTrip);
      attributes.add("rtcp-fb", opus + " rrtr");
    }
  }

  /// The part of `rtcp-xr` (RFC 3611, section 5.1) with which the client offers to measure its
  /// round trip as a receiver. Only a client that says this is told `rrtr`, which others do not
  /// know.
  private static @Nullable String receiverRoundTrip(OfferedLine line) {
    for (String value : line.media().attributes().values("rtcp-xr")) {
      for (String word : value.split(" ", -1)) {
        if (word.startsWith("rcvr-rtt=")) {
          return word;
        }
      }
    }
    return null;
  }

  private static void addExtension(Attributes attributes, @Nullable SdpExtMap offered) {
    if (offered != null) {
      SdpExtMap ours = new SdpExtMap(offered.id(), offered.direction().reversed(), offered.uri());
      attributes.add("extmap", ours.toValue());
    }
  }

  private static void addSource(Attributes attributes, SendSlot slot) {
    attributes.add("msid", "- " + slot.cname());
    attributes.add("ssrc", Integer.toUnsignedString(slot.ssrc()) + " cname:" + slot.cname());
  }

  private void addCandidates(Attributes attributes) {
    for (int i = 0; i < options.candidates().size(); i++) {
      HostCandidate candidate = options.candidates().get(i);
      long priority = ((long) HOST_TYPE_PREFERENCE << 24) + ((LOCAL_PREFERENCE_MAX - i) << 8) + 255;
      attributes.add(
          "candidate",
          (i + 1)
              + " 1 udp "
              + priority
              + " "
              + candidate.ip()
              + " "
              + candidate.port()
              + " typ host");
    }
    attributes.add("end-of-candidates");
  }

  /// Attributes being collected.
  private static final class Attributes {
    private final List<SdpAttribute> all = new ArrayList<>();

    void add(String name) {
      all.add(new SdpAttribute(name, null));
    }

    void add(String name, String value) {
      all.add(new SdpAttribute(name, value));
    }

    SdpAttributes list() {
      return new SdpAttributes(all);
    }
  }
}
