// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import palaver.floor.DenyCause;
import palaver.floor.ParticipantState;
import palaver.floor.RevokeCause;

/// The tones of a node.
final class RadioTonesTest {

  private static final ParticipantState IDLE = new ParticipantState.Idle();
  private static final ParticipantState ASKING = new ParticipantState.Requesting();
  private static final ParticipantState GRANTED = new ParticipantState.Granted(0);
  private static final ParticipantState ALONE = new ParticipantState.Alone();
  private static final ParticipantState NO_LEADER = new ParticipantState.NoLeader();
  private static final int BLOCK = 480;

  private final RadioTones tones = new RadioTones(true);

  private static void signals(
      ParticipantState before, ParticipantState after, @Nullable RadioSignal signal) {
    assertThat(RadioSignal.of(before, after)).isEqualTo(signal);
  }

  @Test
  void eachTurnOfAPressHasItsTone() {
    signals(IDLE, ASKING, null);
    signals(ASKING, GRANTED, RadioSignal.GRANTED);
    signals(GRANTED, new ParticipantState.Granted(1), null);
    signals(ASKING, new ParticipantState.Queued(1, 1), RadioSignal.QUEUED);
    signals(new ParticipantState.Queued(2, 2), new ParticipantState.Queued(1, 1), null);
    signals(ASKING, denied(DenyCause.QUEUE_FULL), RadioSignal.BUSY);
    signals(ASKING, denied(DenyCause.OTHER_HAS_PERMISSION), RadioSignal.BUSY);
    signals(ASKING, denied(DenyCause.RECEIVE_ONLY), RadioSignal.DENIED);
    signals(
        GRANTED, new ParticipantState.Revoked(RevokeCause.TALKED_TOO_LONG, 0), RadioSignal.REVOKED);
    signals(IDLE, NO_LEADER, RadioSignal.LOST);
    signals(GRANTED, ALONE, RadioSignal.LOST);
    signals(NO_LEADER, ALONE, null);
    signals(GRANTED, IDLE, null);
  }

  private static ParticipantState denied(DenyCause cause) {
    return new ParticipantState.Denied(cause, 0);
  }

  private short[] played(int blocks) {
    short[] all = new short[blocks * BLOCK];
    short[] block = new short[BLOCK];
    for (int i = 0; i < blocks; i++) {
      Arrays.fill(block, (short) 0);
      tones.mixInto(block);
      System.arraycopy(block, 0, all, i * BLOCK, BLOCK);
    }
    return all;
  }

  private static int loudest(short[] pcm) {
    int loudest = 0;
    for (short each : pcm) {
      loudest = Math.max(loudest, Math.abs(each));
    }
    return loudest;
  }

  @ParameterizedTest
  @EnumSource
  void aToneIsPlayedOnceAndWhole(RadioSignal signal) {
    tones.give(signal);
    short[] played = played(120);
    assertThat(Arrays.copyOf(played, RadioTones.pcm(signal).length))
        .isEqualTo(RadioTones.pcm(signal));
    assertThat(loudest(Arrays.copyOfRange(played, RadioTones.pcm(signal).length, played.length)))
        .isZero();
    assertThat(loudest(played)).isBetween(3_000, 5_000);
  }

  /// When it sounds and when not, in steps of 10 ms, and whether it goes up or down.
  private static String rhythm(RadioSignal signal) {
    StringBuilder rhythm = new StringBuilder();
    for (int at = 0; at + BLOCK <= RadioTones.pcm(signal).length; at += BLOCK) {
      short[] block = Arrays.copyOfRange(RadioTones.pcm(signal), at, at + BLOCK);
      int crossings = 0;
      for (int i = 1; i < BLOCK; i++) {
        crossings += block[i - 1] < 0 != block[i] < 0 ? 1 : 0;
      }
      rhythm.append(loudest(block) < 500 ? '.' : (char) ('a' + crossings / 3));
    }
    return rhythm.toString();
  }

  @Test
  void noTwoSoundAlike() {
    Set<String> heard = new HashSet<>();
    for (RadioSignal signal : RadioSignal.values()) {
      assertThat(heard.add(rhythm(signal))).as("%s", signal).isTrue();
    }
  }

  @Test
  void aLaterOneCutsAnEarlierOneOff() {
    tones.give(RadioSignal.LOST);
    played(3);
    tones.give(RadioSignal.QUEUED);
    short[] played = played(60);
    assertThat(Arrays.copyOf(played, RadioTones.pcm(RadioSignal.QUEUED).length))
        .isEqualTo(RadioTones.pcm(RadioSignal.QUEUED));
  }

  @Test
  void theyAreAddedToWhatIsHeardWithoutWrappingAround() {
    short[] block = new short[BLOCK];
    Arrays.fill(block, Short.MAX_VALUE);
    tones.give(RadioSignal.GRANTED);
    tones.mixInto(block);
    for (short each : block) {
      assertThat(each).isPositive();
    }
  }

  @Test
  void aPressOfAHandsetSoundsAtTheHandsetAlone() {
    tones.onState(IDLE, false);
    tones.onState(ASKING, false);
    tones.onState(GRANTED, false);
    assertThat(loudest(played(60))).isZero();
    tones.onState(ALONE, false);
    assertThat(loudest(played(100))).isPositive();
  }

  @Test
  void turnedOffTheyAreSilent() {
    RadioTones off = new RadioTones(false);
    off.give(RadioSignal.LOST);
    short[] block = new short[BLOCK];
    off.mixInto(block);
    assertThat(loudest(block)).isZero();
  }

  @Test
  void aPressThatGetsNowhereHasATone() {
    assertThat(RadioSignal.of(RadioButton.Refusal.BUTTON_HELD)).isEqualTo(RadioSignal.BUSY);
    assertThat(RadioSignal.of(RadioButton.Refusal.NO_MICROPHONE)).isEqualTo(RadioSignal.DENIED);
  }
}
