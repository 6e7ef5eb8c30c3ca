// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VoiceDetectorTest {
  private static final long PACKET_NS = 20_000_000;

  private final VoiceDetector detector = new VoiceDetector();
  private long nowNs = 1_000_000_000L;

  /// Feeds packets of one level for this long and tells how many were voiced.
  private int hear(int levelDbov, long durationNs) {
    int voiced = 0;
    for (long endNs = nowNs + durationNs; nowNs < endNs; nowNs += PACKET_NS) {
      voiced += detector.hear(nowNs, levelDbov) ? 1 : 0;
    }
    return voiced;
  }

  @Test
  void aPacketIsVoicedFrom45DbovOn() {
    assertThat(detector.hear(nowNs, 46)).isFalse();
    assertThat(detector.hear(nowNs, 45)).isTrue();
    assertThat(detector.hear(nowNs, 0)).isTrue();
  }

  @Test
  void aPacketWithoutALevelCountsAsSilence() {
    assertThat(detector.hear(nowNs, -1)).isFalse();
    assertThat(detector.loudness()).isZero();
  }

  @Test
  void steadyNoiseBecomesTheFloorAndIsNoLongerVoiced() {
    assertThat(hear(40, 60_000_000_000L)).isBetween(1_950, 2_050);
    assertThat(hear(40, 5_000_000_000L)).isZero();
  }

  @Test
  void speechMustBeTenDecibelsAboveTheFloor() {
    hear(40, 120_000_000_000L);
    assertThat(detector.hear(nowNs, 31)).isFalse();
    assertThat(detector.hear(nowNs, 29)).isTrue();
  }

  @Test
  void aPauseLowersTheFloorAtOnce() {
    hear(40, 60_000_000_000L);
    assertThat(detector.hear(nowNs, 40)).isFalse();
    detector.hear(nowNs, 70);
    assertThat(detector.hear(nowNs, 40)).isTrue();
  }

  @Test
  void speechWithPausesStaysVoicedForAnHour() {
    for (int sentence = 0; sentence < 720; sentence++) {
      assertThat(hear(25, 4_500_000_000L)).isEqualTo(225);
      hear(65, 500_000_000L);
    }
  }

  @Test
  void aLongGapBetweenPacketsRaisesTheFloorByOneSecondsWorthAtMost() {
    detector.hear(nowNs, 30);
    assertThat(detector.hear(nowNs + 3_600_000_000_000L, 30)).isTrue();
  }

  @Test
  void loudnessFollowsTheLevelOverSeveralPackets() {
    hear(20, 40_000_000);
    int early = detector.loudness();
    hear(20, 1_000_000_000);
    assertThat(early).isPositive().isLessThan(detector.loudness());
    assertThat(detector.loudness()).isBetween(106_000_000, 107_000_000);
  }

  @Test
  void speakingEnds400MsAfterTheLastVoicedPacket() {
    detector.hear(nowNs, 20);
    assertThat(detector.endNs()).isEqualTo(nowNs + 400_000_000);
    assertThat(detector.wasVoicedWithin(400_000_000, nowNs + 399_999_999)).isTrue();
    assertThat(detector.wasVoicedWithin(400_000_000, nowNs + 400_000_000)).isFalse();
    assertThat(detector.start()).isTrue();
    assertThat(detector.start()).isFalse();
    assertThat(detector.isSpeaking()).isTrue();
    assertThat(detector.end()).isTrue();
    assertThat(detector.end()).isFalse();
  }
}
