// SPDX-License-Identifier: Apache-2.0
package palaver.audio.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.audio.activity.Activity;
import palaver.audio.activity.ActivitySettings;
import palaver.audio.codec.AdjustableEncoder;
import palaver.audio.codec.Codec;
import palaver.audio.codec.Codecs;
import palaver.audio.codec.OpusCodecs;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.OpusSettings;
import palaver.audio.codec.VoiceDecoder;
import palaver.audio.source.ToneSource;
import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Outbox;

/// Two sessions and a link that loses what the test says.
class VoiceSessionTest {

  private static final int HOP = 480;
  private static final long HOP_NS = 10_000_000;
  private static final int PEER = 5;

  private final Codecs codecs = new Codecs(new NoOpus());
  private final VoiceSettings settings =
      VoiceSettings.defaults().withCodec(new Codec.ImaAdpcm(1)).withRepeatedFrames(0);
  private final Outbox<VoiceEvent> outbox = new Outbox<>(16, 16 * 1_600);
  private final Datagram datagram = new Datagram();
  private final short[] heard = new short[HOP];
  private VoiceSession talker = session(settings);
  private VoiceSession listener = session(settings);
  private long nowNs;
  private int sent;

  private VoiceSession session(VoiceSettings chosen) {
    return new VoiceSession("anna", chosen, codecs, 7, 65_530, -1_000);
  }

  private static final class NoOpus implements OpusCodecs {
    @Override
    public AdjustableEncoder encoder(OpusSettings settings) {
      throw new IllegalStateException("no Opus here");
    }

    @Override
    public VoiceDecoder decoder(int channels, OpusConcealment concealment) {
      throw new IllegalStateException("no Opus here");
    }
  }

  @BeforeEach
  void start() {
    talker.onCommand(0, new VoiceCommand.Start(PEER), outbox);
    listener.onCommand(0, new VoiceCommand.Start(PEER), outbox);
    outbox.clear();
  }

  /// Sends `hops` times 10 ms of a tone, of which each `lossEvery`th packet is lost (0: none).
  private double talk(int hops, int lossEvery) {
    ToneSource tone = new ToneSource(-12, 300);
    double energy = 0;
    for (int hop = 0; hop < hops; hop++) {
      nowNs += HOP_NS;
      talker.send(nowNs, tone.take(HOP), 0, HOP, outbox);
      for (int i = 0; i < outbox.datagramCount(); i++) {
        sent++;
        if (lossEvery == 0 || sent % lossEvery != 0) {
          datagram.set(outbox.bytes(), outbox.offset(i), outbox.length(i), PEER);
          listener.onDatagram(nowNs, datagram, outbox);
        }
      }
      outbox.clear();
      listener.receive(nowNs, heard, 0);
      energy = 0;
      for (short sample : heard) {
        energy += (double) sample * sample;
      }
    }
    return Math.sqrt(energy / HOP);
  }

  /// R243. What one end says the other hears.
  @Test
  void whatIsSaidIsHeard() {
    assertThat(talk(100, 0)).isBetween(5_000.0, 6_500.0);
    VoiceDiagnostics diagnostics = listener.diagnostics();
    assertThat(talker.peerId()).isEqualTo("anna");
    assertThat(diagnostics.activeSpeakers()).isEqualTo(1);
    assertThat(diagnostics.voicePacketLossPct()).isZero();
    assertThat(diagnostics.voiceLatencyMs()).isBetween(20.0, 60.0);
    assertThat(diagnostics.meanPlayoutDelayMs()).isBetween(10.0, 60.0);
    assertThat(diagnostics.voiceJitterMs()).isLessThan(1);
    assertThat(diagnostics.bytesReceived()).isEqualTo(talker.diagnostics().bytesSent());
  }

  /// R244. Init, running, closed; each only once, and nothing is sent or heard outside of running.
  @Test
  void aSessionRunsOnceAndEndsOnce() {
    VoiceSession session = session(settings);
    assertThat(session.state()).isEqualTo(VoiceState.INIT);
    session.send(0, new short[960], 0, 960, outbox);
    assertThat(outbox.datagramCount()).isZero();
    assertThat(session.receive(0, heard, 0)).isFalse();
    assertThat(session.nextDeadlineNs()).isEqualTo(Deadlines.NEVER);

    session.onCommand(1, new VoiceCommand.Start(PEER), outbox);
    session.onCommand(1, new VoiceCommand.Start(PEER + 1), outbox);
    assertThat(session.state()).isEqualTo(VoiceState.RUNNING);
    assertThat(outbox.retainedCount()).isEqualTo(1);
    session.onCommand(2, new VoiceCommand.Close(), outbox);
    session.onCommand(3, new VoiceCommand.Close(), outbox);
    session.onCommand(3, new VoiceCommand.RenewCodecs(), outbox);
    assertThat(outbox.events())
        .containsExactly(
            new VoiceEvent.StateChanged(VoiceState.RUNNING),
            new VoiceEvent.StateChanged(VoiceState.CLOSED));
    assertThat(outbox.releasedCount()).isEqualTo(1);
    session.send(4, new short[960], 0, 960, outbox);
    session.onDeadline(4, outbox);
    assertThat(outbox.datagramCount()).isZero();
  }

  /// R463. Both codecs are made anew in the middle of a tone, which goes on.
  @Test
  void voiceSessionSurvivesCodecReinitialization() {
    talk(100, 0);
    talker.onCommand(nowNs, new VoiceCommand.RenewCodecs(), outbox);
    listener.onCommand(nowNs, new VoiceCommand.RenewCodecs(), outbox);
    assertThat(talk(20, 0)).isBetween(5_000.0, 6_500.0);
    VoiceDiagnostics diagnostics = listener.diagnostics();
    assertThat(diagnostics.inbound().concealedSamples()).isZero();
    assertThat(diagnostics.inbound().restarts()).isZero();
    assertThat(listener.state()).isEqualTo(VoiceState.RUNNING);
  }

  /// R256, R257, R468. One packet of ten is lost: so it says.
  @Test
  void voiceMetricsTrackPacketLossCorrectly() {
    talk(1_999, 10);
    VoiceDiagnostics diagnostics = listener.diagnostics();
    assertThat(sent).isEqualTo(999);
    assertThat(diagnostics.inbound().packetsReceived()).isEqualTo(900);
    assertThat(diagnostics.inbound().packetsLost()).isEqualTo(99);
    assertThat(diagnostics.voicePacketLossPct()).isEqualTo(100 * 99 / 999.0);
    assertThat(diagnostics.concealmentRatio()).isBetween(0.08, 0.12);
    assertThat(diagnostics.voiceJitterMs()).isLessThan(1);
    // 496 bytes each 20 ms, with their headers.
    assertThat(talker.diagnostics().voiceBitrateKbps()).isBetween(195.0, 202.0);
  }

  @Test
  void theRepeatedFrameTakesThePlaceOfTheLostOne() {
    VoiceSettings repeating = settings.withRepeatedFrames(1);
    talker = session(repeating);
    listener = session(repeating);
    start();
    talk(1_000, 10);
    VoiceDiagnostics diagnostics = listener.diagnostics();
    assertThat(diagnostics.inbound().packetsLost()).isGreaterThan(40);
    assertThat(diagnostics.concealmentRatio()).isLessThan(0.002);
  }

  /// R253, R255. Silence is neither encoded nor sent, and speech is told when it begins and ends.
  @Test
  void theGateKeepsSilenceBack() {
    talker = session(settings.withGate(ActivitySettings.ENERGY_ONLY));
    talker.onCommand(0, new VoiceCommand.Start(PEER), outbox);
    outbox.clear();
    short[] silence = new short[HOP];
    for (int hop = 0; hop < 100; hop++) {
      talker.send(nowNs += HOP_NS, silence, 0, HOP, outbox);
    }
    assertThat(outbox.datagramCount()).isZero();
    assertThat(outbox.events()).isEmpty();
    assertThat(talker.diagnostics().framesGated()).isEqualTo(50);
    ToneSource tone = new ToneSource(-12, 300);
    for (int hop = 0; hop < 20; hop++) {
      talker.send(nowNs += HOP_NS, tone.take(HOP), 0, HOP, outbox);
    }
    assertThat(outbox.datagramCount()).isBetween(8, 10);
    assertThat(outbox.events()).hasSize(1);
    assertThat(outbox.events().getFirst())
        .isInstanceOfSatisfying(
            VoiceEvent.ActivityChanged.class,
            change -> assertThat(change.activity()).isEqualTo(Activity.SPEECH));
  }

  @Test
  void whatIsNotOfThisSessionIsCountedAndDropped() {
    talk(10, 0);
    byte[] junk = {1, 2, 3};
    listener.onDatagram(nowNs, datagram.set(junk, 0, 3, PEER), outbox);
    listener.onDatagram(nowNs, datagram.set(junk, 0, 3, PEER + 1), outbox);
    byte[] otherType = new byte[20];
    otherType[0] = (byte) 0x80;
    listener.onDatagram(nowNs, datagram.set(otherType, 0, 20, PEER), outbox);
    byte[] badRed = otherType.clone();
    badRed[1] = 63;
    badRed[12] = (byte) 0xff;
    badRed[16] = (byte) 0xff;
    listener.onDatagram(nowNs, datagram.set(badRed, 0, 20, PEER), outbox);
    assertThat(listener.diagnostics().datagramsRefused()).isEqualTo(4);
  }
}
