// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.app.radio.voice.RadioTimeline;
import palaver.base.SessionId;
import palaver.net.radio.FrameRing;
import palaver.rtc.stream.ReceivedRtp;
import palaver.sfu.LocalVoice;

/// Voice between phones and the node.
final class HandsetFramesTest {

  private static final SessionId ADA = new SessionId("ada");
  private static final SessionId BOB = new SessionId("bob");

  /// Hybrid, full band, 20 ms, one frame.
  private static final byte TOC = (byte) (15 << 3);

  private final ReceivedRtp packet = new ReceivedRtp();
  private int offered;
  private final HandsetFrames frames = new HandsetFrames(() -> offered++);

  private void said(SessionId by, long sequence, byte toc) {
    byte[] payload = {toc, (byte) sequence, 3};
    assertThat(packet.local(0, 1, sequence, payload, 0, payload.length)).isTrue();
    frames.voice(0, by, packet);
  }

  /// The numbers of the frames, negative for one that is missing.
  private List<Integer> heard() {
    List<Integer> heard = new ArrayList<>();
    while (frames.poll(
        (_, number, _, bytes, length) -> heard.add((int) (length == 1 ? -number : bytes[1])))) {}
    return heard;
  }

  @Test
  void onlyWhoTalksIsPassedOn() {
    said(ADA, 1, TOC);
    frames.begin(ADA);
    said(ADA, 2, TOC);
    said(BOB, 3, TOC);
    said(ADA, 3, TOC);
    frames.end();
    said(ADA, 4, TOC);
    assertThat(heard()).containsExactly(2, 3);
    assertThat(offered).isEqualTo(2);
  }

  @Test
  void whatWasLostKeepsItsPlaceAndWhatIsLateIsDropped() {
    frames.begin(ADA);
    said(ADA, 10, TOC);
    said(ADA, 13, TOC);
    said(ADA, 12, TOC);
    said(ADA, 14, TOC);
    assertThat(heard()).containsExactly(10, -1, -2, 13, 14);
  }

  @Test
  void aLongGapIsNotFilledAndAnotherPressBeginsAnew() {
    frames.begin(ADA);
    said(ADA, 10, TOC);
    said(ADA, 500, TOC);
    assertThat(heard()).containsExactly(10, (int) (byte) 500);
    frames.end();
    frames.begin(ADA);
    said(ADA, 3, TOC);
    assertThat(heard()).containsExactly(3);
  }

  @Test
  void onlyFramesOf20MsAreUsable() {
    frames.begin(ADA);
    for (int configuration : new int[] {1, 5, 9, 13, 15, 19, 31}) {
      assertThat(HandsetFrames.is20Ms((byte) (configuration << 3))).isTrue();
    }
    for (int configuration : new int[] {0, 2, 3, 12, 14, 16, 18, 30}) {
      assertThat(HandsetFrames.is20Ms((byte) (configuration << 3))).isFalse();
    }
    said(ADA, 1, (byte) (TOC | 1));
    assertThat(heard()).isEmpty();
    assertThat(frames.unusableCount()).isEqualTo(1);
  }

  @Test
  void aHandsetHearsFramesInOrderAndTheirEnd() {
    HandsetVoice voice = new HandsetVoice();
    byte[] frame = {TOC, 7};
    long burst = 3 * RadioTimeline.LEASES_PER_STREAM;
    voice.hear(burst, 0, 0, frame, 0, frame.length);
    voice.hear(burst + 1, 0, 0, frame, 0, frame.length);
    voice.end();
    int first = voice.next(5, packet);
    assertThat(first).isPositive();
    assertThat(packet.payloadBytes()).isEqualTo(2);
    assertThat(voice.next(6, packet)).isPositive().isNotEqualTo(first);
    assertThat(voice.next(7, packet)).isEqualTo(LocalVoice.END);
    assertThat(voice.next(8, packet)).isEqualTo(LocalVoice.NONE);
  }

  @Test
  void aHandsetThatIsTooSlowMissesTheNewest() {
    HandsetVoice voice = new HandsetVoice();
    byte[] frame = new byte[FrameRing.FRAME_BYTES_MAX];
    frame[0] = TOC;
    for (int i = 0; i < 200; i++) {
      voice.hear(1, i, 0, frame, 0, frame.length);
    }
    int count = 0;
    while (voice.next(0, packet) != LocalVoice.NONE) {
      assertThat(packet.sequence()).isEqualTo(count++);
    }
    assertThat(count).isEqualTo(64);
  }
}
