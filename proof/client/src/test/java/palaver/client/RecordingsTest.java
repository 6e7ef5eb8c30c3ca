// SPDX-License-Identifier: Apache-2.0
package palaver.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordingsTest {

  /// The mode, bandwidth and frame size of an Opus packet of 20 ms are configurations 1, 5, 9, 13,
  /// 15, 19, 23, 27 and 31 (RFC 6716, table 2); one frame per packet is code 0.
  @Test
  void aRecordingGivesPacketsOfTwentyMilliseconds() {
    OpusFrames speech = Recordings.speech();
    assertThat(speech.frames().size()).isGreaterThan(100);
    for (byte[] packet : speech.frames()) {
      int configuration = (packet[0] & 0xff) >> 3;
      assertThat(configuration).isIn(1, 5, 9, 13, 15, 19, 23, 27, 31);
      assertThat(packet[0] & 3).isZero();
    }
  }

  @Test
  void framesRepeatFromTheStart() {
    OpusFrames tone = Recordings.tone();
    assertThat(tone.frame(tone.frames().size())).isEqualTo(tone.frame(0));
  }
}
