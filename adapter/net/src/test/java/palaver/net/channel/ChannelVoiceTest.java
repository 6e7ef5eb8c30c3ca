// SPDX-License-Identifier: Apache-2.0
package palaver.net.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.net.channel.VoicePair.ANNA;
import static palaver.net.channel.VoicePair.BEN;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import palaver.audio.codec.Codec;
import palaver.audio.codec.OpusSettings;
import palaver.audio.session.VoiceDiagnostics;
import palaver.audio.session.VoiceSettings;
import palaver.rtc.channel.ChannelOptions;

/// Voice over a data channel that neither orders nor repeats.
@Timeout(120)
class ChannelVoiceTest {

  /// Nothing that hides a loss: no redundancy in Opus, no frame repeated.
  private static final VoiceSettings BARE =
      VoiceSettings.defaults()
          .withCodec(new Codec.Opus(OpusSettings.speech()))
          .withRepeatedFrames(0);

  /// A tone with a peak of -12 dBFS has this root mean square.
  private static final double SAID_DBFS = -15.0;

  private static VoicePair opened(VoiceSettings settings) throws Exception {
    VoicePair pair = new VoicePair(11, settings);
    pair.pause(500);
    for (int end : pair.both()) {
      assertThat(pair.ends[end].isOpen()).isTrue();
      assertThat(pair.ends[end].options()).isEqualTo(ChannelOptions.VOICE);
    }
    pair.talk(100);
    return pair;
  }

  private static void assertNothingSentAgain(VoicePair pair) {
    for (int end : pair.both()) {
      assertThat(pair.ends[end].figures().chunksRetransmitted()).isZero();
      assertThat(pair.diagnostics(end).inbound().packetsDuplicated()).isZero();
    }
  }

  /// R247. 60 s over a path that loses a tenth and lets packets overtake each other: both hear each
  /// other, what is made up is what was lost, and nothing goes twice.
  @Test
  void voiceRidesAnUnreliableUnorderedChannelBothWays() throws Exception {
    VoicePair pair = opened(BARE);
    pair.loss = 0.1;
    pair.jitterNs = 25_000_000;
    pair.talk(6_000);
    for (int end : pair.both()) {
      VoiceDiagnostics heard = pair.diagnostics(end);
      assertThat(pair.heardDbfs(end)).isBetween(SAID_DBFS - 1.5, SAID_DBFS + 1);
      assertThat(heard.voicePacketLossPct()).isBetween(8.0, 12.0);
      assertThat(heard.concealmentRatio()).isBetween(0.08, 0.13);
      assertThat(heard.meanPlayoutDelayMs()).isLessThan(100);
      assertThat(pair.ends[end].droppedUnsent()).isZero();
      assertThat(pair.ends[end].figures().messagesAbandoned()).isPositive();
    }
    assertNothingSentAgain(pair);
  }

  /// The default settings hide a tenth lost almost wholly.
  @Test
  void repeatedFramesHideWhatTheChannelLoses() throws Exception {
    VoicePair pair = opened(VoiceSettings.defaults());
    pair.loss = 0.1;
    pair.talk(3_000);
    for (int end : pair.both()) {
      assertThat(pair.diagnostics(end).voicePacketLossPct()).isBetween(7.0, 13.0);
      assertThat(pair.diagnostics(end).concealmentRatio()).isLessThan(0.03);
    }
    assertNothingSentAgain(pair);
  }

  /// One packet is lost: one frame is missing, the next come when they would have come anyway.
  @Test
  void aLostPacketDelaysNothingBehindIt() throws Exception {
    VoicePair pair = opened(BARE);
    long lateBefore = pair.diagnostics(BEN).inbound().packetsLate();
    long concealedBefore = pair.diagnostics(BEN).inbound().concealedSamples();
    pair.dropsFrom = from -> from == ANNA;
    pair.talk(2);
    pair.dropsFrom = _ -> false;
    pair.talk(200);
    VoiceDiagnostics heard = pair.diagnostics(BEN);
    assertThat(heard.inbound().packetsLost()).isEqualTo(1);
    assertThat(heard.inbound().packetsLate()).isEqualTo(lateBefore);
    assertThat(heard.inbound().concealedSamples() - concealedBefore).isBetween(480L, 1_440L);
    assertNothingSentAgain(pair);
  }

  /// Back-pressure: while nothing gets through, at most three packets wait and older ones go; when
  /// the path is back, what is heard is new.
  @Test
  void aStalledPathDropsOldVoice() throws Exception {
    VoicePair pair = opened(BARE);
    pair.dropsFrom = _ -> true;
    for (int hop = 0; hop < 500; hop++) {
      pair.talk(1);
      assertThat(pair.ends[ANNA].queued()).isLessThanOrEqualTo(3);
    }
    assertThat(pair.ends[ANNA].droppedUnsent()).isGreaterThan(150);
    pair.dropsFrom = _ -> false;
    pair.talk(150);
    pair.talk(100);
    for (int end : pair.both()) {
      assertThat(pair.heardDbfs(end)).isBetween(SAID_DBFS - 1, SAID_DBFS + 1);
      assertThat(pair.diagnostics(end).voiceLatencyMs()).isLessThan(120);
    }
    assertNothingSentAgain(pair);
  }

  @Test
  void closingEndsBothSessions() throws Exception {
    VoicePair pair = opened(BARE);
    pair.ends[ANNA].close(pair.nowNs);
    pair.talk(50);
    for (int end : pair.both()) {
      assertThat(pair.ends[end].isOpen()).isFalse();
    }
    pair.talk(50);
    assertThat(pair.heardDbfs(BEN)).isLessThan(-100);
  }
}
