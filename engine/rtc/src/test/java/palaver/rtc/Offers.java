// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import palaver.base.Parsed;

/// Offers as browsers make them, and our side of negotiations about them.
final class Offers {
  static final IceCredentials FIRST = new IceCredentials("aaaa", "first-password".repeat(2));
  static final IceCredentials SECOND = new IceCredentials("bbbb", "second-password".repeat(2));
  static final Fingerprint OURS =
      new Fingerprint("sha-256", String.join(":", Collections.nCopies(32, "0A")));
  static final List<HostCandidate> CANDIDATES =
      List.of(new HostCandidate("192.0.2.7", 10000), new HostCandidate("2001:db8::7", 10000));

  private Offers() {}

  /// The text of `offers/NAME.sdp`, with the line ends of the standard.
  static String named(String name) {
    String path = "offers/" + name + ".sdp";
    try (InputStream in = Offers.class.getResourceAsStream(path)) {
      byte[] bytes = Objects.requireNonNull(in, path).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).replace("\n", "\r\n");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static NegotiationOptions options(IceCredentials local, Integer... ssrcs) {
    return new NegotiationOptions(
        local, OURS, CANDIDATES, List.of(ssrcs), AudioProfile.VOICE, true);
  }

  static Negotiated agreed(Parsed<Negotiated> outcome) {
    return switch (outcome) {
      case Parsed.Ok<Negotiated>(Negotiated negotiated) -> negotiated;
      case Parsed.Malformed<Negotiated>(String reason) -> throw new AssertionError(reason);
    };
  }
}
