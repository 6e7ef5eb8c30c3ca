// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JitterBufferTest {

  private static final long MS = 1_000_000;

  private final Playback call = new Playback(PlayoutProfile.DEFAULT);
  private final SplittableRandom random = new SplittableRandom(1);

  /// R462, R246, R353.
  @Test
  void jitterBufferAdaptsLatencyToNetworkJitter() {
    call.talk(250, 20 * MS);
    assertThat(call.delayMs()).as("on a steady network").isCloseTo(40, within(6.0));

    for (int i = 0; i < 500; i++) {
      call.talk(1, 20 * MS + random.nextLong(80 * MS));
    }
    assertThat(call.delayMs()).as("with 80 ms of jitter").isBetween(75.0, 100.0);
    assertThat(call.statistics().insertedSamplesForDeceleration()).isPositive();

    call.talk(1_000, 20 * MS);
    assertThat(call.delayMs()).as("when it is steady again").isCloseTo(40, within(6.0));
    assertThat(call.statistics().removedSamplesForAcceleration()).isPositive();
  }

  /// R248, R505.
  @Test
  void theDelayStaysWithin40And120MillisecondsAndBelow100OnAnOrdinaryNetwork() {
    for (int i = 0; i < 2_000; i++) {
      call.talk(1, 30 * MS + random.nextLong(40 * MS));
      if (i > 100) {
        assertThat(call.delayMs()).isBetween(33.0, 100.0);
      }
    }
    PlayoutStatistics seen = call.statistics();
    double meanMs = 1_000 * seen.jitterBufferDelay() / seen.jitterBufferEmittedCount();
    assertThat(meanMs).isBetween(20.0, 70.0);
    assertThat(seen.concealedSamples() / (double) seen.totalSamplesReceived()).isLessThan(0.01);
  }

  @Test
  void onALanHalfOfTheSoundPlaysWithinTwentyMilliseconds() {
    Playback lan = new Playback(PlayoutProfile.LAN);
    lan.frameSamples = 480;
    double[] delays = new double[500];
    for (int i = 0; i < 3_000; i++) {
      lan.talk(1, MS + random.nextLong(2 * MS));
      delays[i % 500] = lan.delayMs();
    }
    Arrays.sort(delays);
    assertThat(delays[250]).isLessThan(20);
    assertThat(lan.statistics().concealedSamples()).isZero();
  }

  @Test
  void aBadSpellDoesNotLeaveTheDelayHigh() {
    call.talk(100, 20 * MS);
    for (int spell = 0; spell < 5; spell++) {
      stall(400 * MS);
      assertThat(call.buffer.heldNs()).isLessThanOrEqualTo(145 * MS);
    }
    call.talk(500, 20 * MS);
    assertThat(call.delayMs()).isCloseTo(40, within(6.0));
  }

  /// Nothing arrives for `ns`; then all of it does at once.
  private void stall(long ns) {
    long endNs = call.talkNs + ns;
    while (call.talkNs < endNs) {
      call.send(endNs + 20 * MS - call.talkNs);
      call.listenUntil(call.talkNs - call.frameNs());
    }
    call.talk(25, 20 * MS);
  }

  @Test
  void afterAStallTheOldestGoAndAreCounted() {
    call.talk(100, 20 * MS);
    stall(400 * MS);
    PlayoutStatistics seen = call.statistics();
    assertThat(seen.packetsDiscarded()).isBetween(10L, 20L);
    assertThat(seen.packetsLost()).isZero();
    assertThat(seen.underruns()).isEqualTo(1);
    assertThat(seen.silentConcealedSamples()).isPositive();
    assertThat(seen.concealedSamples()).isBetween(48L * 330, 48L * 400);
  }

  @Test
  void aPathThatGrowsLongerForGoodIsFollowed() {
    call.talk(200, 20 * MS);
    call.talk(400, 220 * MS);
    assertThat(call.delayMs()).isBetween(33.0, 60.0);
    call.talk(400, 20 * MS);
    assertThat(call.delayMs()).isCloseTo(40, within(6.0));
  }

  @Test
  void whatALaterPacketRepeatsIsPreferredToConcealment() {
    call.repeated = 960;
    call.talk(50, 20 * MS);
    call.forgetHeard();
    call.lose();
    call.talk(10, 20 * MS);
    assertThat(call.decoder.log).contains("recover 960").doesNotContain("conceal 480");
    assertThat(call.statistics().recoveredSamples()).isEqualTo(960);
    assertThat(call.statistics().concealedSamples()).isZero();
    assertThat(call.statistics().packetsLost()).isEqualTo(1);
  }

  @Test
  void ofTwoLostPacketsTheFirstIsConcealedAndTheSecondRecovered() {
    call.repeated = 960;
    call.talk(50, 20 * MS);
    call.forgetHeard();
    call.lose();
    call.lose();
    call.talk(20, 20 * MS);
    int recovered = call.decoder.log.indexOf("recover 960");
    assertThat(recovered).isGreaterThan(call.decoder.log.indexOf("conceal 480")).isPositive();
    assertThat(call.statistics().recoveredSamples()).isEqualTo(960);
    assertThat(call.statistics().concealedSamples()).isBetween(480L, 960L);
    assertThat(call.statistics().concealmentEvents()).isEqualTo(1);
  }

  @Test
  void theDelayGrowsUntilWhatLaterPacketsRepeatComesInTime() {
    Playback without = new Playback(PlayoutProfile.DEFAULT);
    call.repeated = 960;
    for (Playback each : new Playback[] {call, without}) {
      for (int i = 0; i < 1_500; i++) {
        if (i % 8 == 7) {
          each.lose();
        } else {
          each.talk(1, 20 * MS + random.nextLong(30 * MS));
        }
      }
    }
    assertThat(call.targetMs()).isBetween(47.0, 62.0);
    assertThat(without.targetMs()).isLessThan(45);
    double recovered = call.statistics().recoveredSamples();
    assertThat(recovered / (recovered + call.statistics().concealedSamples())).isGreaterThan(0.85);
  }

  @Test
  void aCopyInALaterPacketPlaysWhenThePacketIsMissingAndOnlyThen() {
    call.talk(50, 20 * MS);
    for (int i = 0; i < 10; i++) {
      call.lose();
      insertCopyOfLast();
      call.talk(9, 20 * MS);
      insertCopyOfLast();
    }
    PlayoutStatistics seen = call.statistics();
    assertThat(seen.recoveredSamples()).isEqualTo(9_600);
    assertThat(seen.concealedSamples()).isZero();
    assertThat(seen.packetsLost()).isEqualTo(10);
    assertThat(seen.packetsDuplicated()).isZero();
    assertThat(seen.packetsDiscarded()).isZero();
    assertThat(call.targetMs()).isEqualTo(40);
  }

  private void insertCopyOfLast() {
    int timestamp = call.timestamp - 960;
    byte[] bytes = FakeToneDecoder.packet(timestamp, 960, 0);
    call.buffer.insertCopy(call.nowNs, 7, call.sequence - 1, timestamp, bytes, 0, bytes.length);
  }

  /// R354.
  @Test
  void aLossThatNothingRepeatsIsConcealedWithoutChangingTheDelay() {
    call.talk(50, 20 * MS);
    double before = call.delayMs();
    for (int i = 0; i < 10; i++) {
      call.lose();
      call.talk(9, 20 * MS);
    }
    assertThat(call.statistics().concealedSamples()).isEqualTo(9_600);
    assertThat(call.statistics().silentConcealedSamples()).isZero();
    assertThat(call.delayMs()).isCloseTo(before, within(1.0));
  }

  @Test
  void whatIsMadeUpFadesToSilence() {
    call.talk(50, 20 * MS);
    call.listenUntil(call.talkNs + 60 * MS);
    call.forgetHeard();
    call.listenUntil(call.nowNs + 300 * MS);
    short[] heard = call.heard();
    assertThat(peak(heard, 0, 480)).isGreaterThan(6_000);
    assertThat(peak(heard, heard.length - 4_800, 4_800)).isZero();
  }

  private static int peak(short[] pcm, int from, int length) {
    int peak = 0;
    for (int i = from; i < from + length; i++) {
      peak = Math.max(peak, Math.abs(pcm[i]));
    }
    return peak;
  }

  @Test
  void lateDuplicateAndDamagedPacketsAreCountedAndNotPlayed() {
    call.talk(50, 20 * MS);
    call.sendAgain(25 * MS);
    call.talk(10, 20 * MS);
    call.send(400 * MS);
    call.talk(40, 20 * MS);
    call.listenUntil(call.nowNs + 20 * MS);
    Insertion damaged =
        call.buffer.insert(call.nowNs, 7, call.sequence, call.timestamp, new byte[3], 0, 3);
    Insertion tooLong =
        call.buffer.insert(call.nowNs, 7, call.sequence, call.timestamp, new byte[2_000], 0, 2_000);
    PlayoutStatistics seen = call.statistics();
    assertThat(damaged).isEqualTo(Insertion.DAMAGED);
    assertThat(tooLong).isEqualTo(Insertion.DUPLICATE);
    assertThat(seen.packetsDuplicated()).isEqualTo(2);
    assertThat(seen.packetsLate()).isEqualTo(1);
    assertThat(seen.packetsDiscarded()).isEqualTo(2);
    assertThat(seen.concealedSamples()).isEqualTo(960);
    assertThat(seen.packetsReceived()).isEqualTo(102);
  }

  @Test
  void aTimestampThatContradictsTheSequenceNumbersIsAStray() {
    call.talk(10, 20 * MS);
    byte[] packet = FakeToneDecoder.packet(0, 960, 0);
    int length = packet.length;
    int next = call.sequence;
    int time = call.timestamp;
    JitterBuffer buffer = call.buffer;
    Insertion ahead = buffer.insert(call.nowNs, 7, next + 1, time + 960, packet, 0, length);
    Insertion before = buffer.insert(call.nowNs, 7, next, time + 1_920, packet, 0, length);
    assertThat(ahead).isEqualTo(Insertion.STORED);
    assertThat(before).isEqualTo(Insertion.STRAY);
    assertThat(call.statistics().packetsDiscarded()).isOne();
  }

  @Test
  void reorderingWithinTheDelayIsNotHeard() {
    call.talk(50, 20 * MS);
    for (int i = 0; i < 50; i++) {
      call.send(45 * MS);
      call.send(20 * MS);
      call.listenUntil(call.talkNs);
    }
    assertThat(call.statistics().concealedSamples()).isLessThanOrEqualTo(960);
    assertThat(call.statistics().packetsLost()).isZero();
  }

  @Test
  void sequenceNumbersAndTimestampsWrapUnheard() {
    call.talk(200, 20 * MS);
    assertThat(call.sequence).isGreaterThan(65_536);
    assertThat(call.timestamp).isPositive();
    assertThat(call.statistics().concealedSamples()).isZero();
    assertThat(call.statistics().packetsLost()).isZero();
    assertThat(call.statistics().restarts()).isZero();
  }

  @Test
  void aPauseOfTheTalkerIsNoLossAndBringsTheDelayToItsAim() {
    call.talk(50, 20 * MS);
    for (int i = 0; i < 20; i++) {
      call.pause(380 * MS);
      call.talk(i % 2 == 0 ? 1 : 30, 20 * MS);
    }
    PlayoutStatistics seen = call.statistics();
    assertThat(seen.concealedSamples()).isZero();
    assertThat(seen.packetsLost()).isZero();
    assertThat(seen.comfortSamples()).isGreaterThan(20 * 48 * 300);
    assertThat(call.delayMs()).isCloseTo(40, within(6.0));
  }

  @Test
  void anAnnouncedPauseIsNotMeasuredAsUnderrun() {
    byte[] bytes = FakeToneDecoder.packet(call.timestamp, 960, 0);
    PlayoutProfile profile = PlayoutProfile.DEFAULT;
    assertThat(profile.silenceBytesMax()).isLessThan(bytes.length);
    call.talk(50, 20 * MS);
    call.pause(10_000 * MS);
    call.talk(50, 20 * MS);
    assertThat(call.statistics().underruns()).isZero();
    assertThat(call.statistics().concealedSamples()).isZero();
  }

  @Test
  void aSenderThatRestartsIsHeardAgainAtOnce() {
    call.talk(50, 20 * MS);
    call.ssrc = 8;
    call.sequence = 100;
    call.timestamp = 1_000_000;
    call.talk(50, 20 * MS);
    call.sequence = 30_000;
    call.timestamp = -77;
    call.talk(50, 20 * MS);
    PlayoutStatistics seen = call.statistics();
    assertThat(seen.restarts()).isEqualTo(2);
    assertThat(seen.packetsLost()).isLessThanOrEqualTo(1);
    assertThat(call.sounding).isTrue();
    assertThat(call.delayMs()).isCloseTo(40, within(6.0));
  }

  @Test
  void clockDriftIsFollowedForHours() {
    for (int direction = -1; direction <= 1; direction += 2) {
      Playback drifting = new Playback(PlayoutProfile.DEFAULT);
      drifting.decoder.logging = false;
      long hourPackets = 180_000;
      for (long i = 0; i < 2 * hourPackets; i++) {
        drifting.talkNs += direction * 4_000L;
        drifting.talk(1, 20 * MS);
        if (i % 500 == 499) {
          drifting.forgetHeard();
          assertThat(drifting.delayMs()).isBetween(33.0, 47.0);
        }
      }
      assertThat(drifting.statistics().concealedSamples()).isZero();
      assertThat(drifting.statistics().packetsDiscarded()).isZero();
    }
  }

  @Test
  void stretchingKeepsThePitch() {
    call.talk(100, 20 * MS);
    for (int i = 0; i < 100; i++) {
      call.talk(1, 20 * MS + (i % 4) * 20L * MS);
    }
    call.forgetHeard();
    call.talk(250, 20 * MS);
    PlayoutStatistics seen = call.statistics();
    assertThat(seen.removedSamplesForAcceleration()).isPositive();
    short[] heard = call.heard();
    double seconds = heard.length / 48_000.0;
    assertThat(risings(heard) / seconds).isCloseTo(FakeToneDecoder.HZ, within(2.0));
  }

  private static int risings(short[] pcm) {
    int risings = 0;
    for (int i = 1; i < pcm.length; i++) {
      risings += pcm[i - 1] < 0 && pcm[i] >= 0 ? 1 : 0;
    }
    return risings;
  }

  @Test
  void channelsStayApart() {
    Playback stereo = new Playback(PlayoutProfile.DEFAULT, 2);
    stereo.talk(100, 20 * MS);
    for (int i = 0; i < 100; i++) {
      stereo.talk(1, 20 * MS + random.nextLong(60 * MS));
    }
    short[] heard = stereo.heard();
    for (int i = 0; i < heard.length; i += 2) {
      assertThat(Math.abs(heard[i] + heard[i + 1])).isLessThanOrEqualTo(2);
    }
    assertThat(stereo.statistics().insertedSamplesForDeceleration()).isPositive();
  }

  @Test
  void beforeAnythingCameThereIsSilence() {
    call.listenUntil(100 * MS);
    assertThat(call.sounding).isFalse();
    assertThat(call.heard()).containsOnly(0);
    assertThat(call.statistics().totalSamplesReceived()).isZero();
  }
}
