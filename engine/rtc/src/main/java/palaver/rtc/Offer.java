// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palaver.base.Parsed;
import palaver.wire.sdp.SdpMedia;
import palaver.wire.sdp.SdpParser;
import palaver.wire.sdp.SdpSession;

/// A client's offer whose lines are named and bundled as WebRTC demands.
///
/// @param lines in order, one for each media section
/// @param bundle the MIDs of the BUNDLE group, in its order
record Offer(SdpSession session, List<OfferedLine> lines, List<String> bundle) {

  static Parsed<Offer> parse(String sdp) {
    return switch (SdpParser.parse(sdp)) {
      case Parsed.Malformed<SdpSession>(String reason) -> Parsed.malformed(reason);
      case Parsed.Ok<SdpSession>(SdpSession session) -> of(session);
    };
  }

  private static Parsed<Offer> of(SdpSession session) {
    Map<String, OfferedLine> byMid = new LinkedHashMap<>();
    for (SdpMedia media : session.media()) {
      OfferedLine line = OfferedLine.of(media, session);
      if (line == null) {
        return Parsed.malformed("offer-mid");
      }
      if (byMid.put(line.mid(), line) != null) {
        return Parsed.malformed("offer-mid-twice");
      }
    }
    List<String> bundle = bundle(session);
    if (!byMid.keySet().containsAll(bundle)) {
      return Parsed.malformed("offer-bundle-unknown-mid");
    }
    List<OfferedLine> lines = new ArrayList<>(byMid.values());
    if (lines.stream().noneMatch(OfferedLine::isAudio)) {
      return Parsed.malformed("offer-no-audio");
    }
    if (lines.stream().noneMatch(line -> line.isAudio() && line.opusPayloadType() >= 0)) {
      return Parsed.malformed("offer-no-opus");
    }
    return Parsed.ok(new Offer(session, lines, bundle));
  }

  private static List<String> bundle(SdpSession session) {
    for (String group : session.attributes().values("group")) {
      String[] words = group.split(" ", -1);
      if (words[0].equals("BUNDLE")) {
        return Arrays.asList(words).subList(1, words.length);
      }
    }
    return List.of();
  }
}
