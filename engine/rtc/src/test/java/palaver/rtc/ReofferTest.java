// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.rtc.Offers.FIRST;
import static palaver.rtc.Offers.SECOND;
import static palaver.rtc.Offers.agreed;
import static palaver.rtc.Offers.named;
import static palaver.rtc.Offers.options;

import org.junit.jupiter.api.Test;
import palaver.base.Parsed;

class ReofferTest {
  private final String offer = named("libwebrtc");
  private final ConnectionParameters before =
      agreed(Negotiation.answer(offer, options(FIRST, 1, 2))).parameters();

  @Test
  void theSameOfferAgainGetsTheSameAnswer() {
    Negotiated first = agreed(Negotiation.answer(offer, options(FIRST, 1, 2)));

    assertThat(Negotiation.answer(offer, options(SECOND, 1, 2), before))
        .isEqualTo(Parsed.ok(first));
  }

  @Test
  void chromiumsIceRestartGetsNewCredentialsAndKeepsEverythingElse() {
    ConnectionParameters first =
        agreed(Negotiation.answer(named("chromium-156"), options(FIRST, 11, 22, 33))).parameters();
    String restart = named("chromium-156-ice-restart");

    Negotiated again = agreed(Negotiation.answer(restart, options(SECOND, 11, 22, 33), first));

    ConnectionParameters expected =
        new ConnectionParameters(
            SECOND,
            again.parameters().remote(),
            first.remoteFingerprint(),
            "0",
            111,
            4,
            1,
            true,
            first.slots());
    assertThat(again.parameters()).isEqualTo(expected);
    assertThat(again.parameters().remote()).isNotEqualTo(first.remote());
    assertThat(again.answerSdp()).contains("a=ice-ufrag:bbbb").doesNotContain("a=ice-ufrag:aaaa");
  }

  @Test
  void aSlotKeepsItsSourceWhenItsLineFallsSilent() {
    String silent = offer.replace("a=recvonly", "a=inactive");

    Negotiated again = agreed(Negotiation.answer(silent, options(SECOND, 1, 2), before));

    assertThat(again.parameters()).isEqualTo(before);
    assertThat(again.answerSdp()).contains("a=inactive");
  }

  @Test
  void theSendingLineStaysTheSendingLineWhileItDoesNotSend() {
    String silent = offer.replace("a=sendrecv", "a=recvonly");

    Negotiated again = agreed(Negotiation.answer(silent, options(SECOND, 1, 2), before));

    assertThat(again.parameters()).isEqualTo(before);
  }

  @Test
  void aNewLineGetsASourceThatNoLineHas() {
    int second = offer.lastIndexOf("m=audio");
    String third = offer.substring(second).replace("a=mid:audio-1", "a=mid:audio-2");
    String longer = (offer + third).replace("BUNDLE audio-0", "BUNDLE audio-0 audio-2");

    Negotiated again = agreed(Negotiation.answer(longer, options(SECOND, 1, 2), before));

    assertThat(again.parameters().slots())
        .containsExactly(new SendSlot("audio-1", 1), new SendSlot("audio-2", 2));
  }

  @Test
  void aListenerMayBeginToSend() {
    String listening = offer.replace("a=sendrecv", "a=inactive");
    ConnectionParameters listener =
        agreed(Negotiation.answer(listening, options(FIRST, 1, 2))).parameters();
    assertThat(listener.publishMid()).isNull();

    Negotiated again = agreed(Negotiation.answer(offer, options(SECOND, 1, 2), listener));

    assertThat(again.parameters().publishMid()).isEqualTo("audio-0");
  }

  @Test
  void whatIsFixedForTheConnectionCannotBeChanged() {
    assertRefused("FF:00:11", "FF:00:12", "offer-fingerprint-changed");
    assertRefused("111", "96", "offer-codec-changed");
    assertRefused("map:9 urn", "map:8 urn", "offer-codec-changed");
    assertRefused("a=mid:audio-1", "a=mid:audio-7", "offer-bundle-unknown-mid");
    assertRefused("audio-1", "audio-7", "offer-lines-changed");
    assertRefused("audio-0", "audio-7", "offer-lines-changed");
  }

  private void assertRefused(String from, String to, String reason) {
    assertThat(Negotiation.answer(offer.replace(from, to), options(SECOND, 1, 2), before))
        .isEqualTo(Parsed.malformed(reason));
  }
}
