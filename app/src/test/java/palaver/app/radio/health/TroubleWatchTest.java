// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import palaver.base.Bytes;
import palaver.radio.RadioEvent;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsValues;
import palaver.radio.settings.SettingsValues.Change;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;

class TroubleWatchTest {

  private static final SettingsVersion VERSION =
      new SettingsVersion(Term.NONE, 1, Bytes.of(new byte[SettingsVersion.HASH_BYTES]));
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;

  private final TroubleWatch watch = new TroubleWatch();

  /// Nodes 1 to `count`.
  private static List<NodeId> nodes(int count) {
    return LongStream.rangeClosed(1, count).mapToObj(NodeId::new).toList();
  }

  private boolean away(long atNs, int around) {
    watch.look(atNs, () -> nodes(around));
    return watch.troubles(atNs, true).membersAway();
  }

  @Test
  void halfAChannelThatFallsSilentAtOnceIsSaidUntilItIsBack() {
    assertThat(away(0, 7)).isFalse();
    assertThat(away(4 * SECOND, 3)).isTrue();
    assertThat(away(5 * MINUTE, 3)).isTrue();
    assertThat(away(5 * MINUTE + SECOND, 7)).isFalse();
  }

  @Test
  void itIsForgottenAfterTenMinutes() {
    away(0, 7);
    assertThat(away(10 * MINUTE, 3)).isTrue();
    assertThat(away(10 * MINUTE + SECOND, 3)).isFalse();
  }

  @Test
  void oneWhoGoesAndThoseWhoGoOneByOneAreNoSplit() {
    away(0, 7);
    for (int i = 1; i <= 6; i++) {
      assertThat(away(20L * i * SECOND, 7 - i)).isFalse();
    }
  }

  @Test
  void aFewOfManyAreNoSplit() {
    away(0, 20);
    assertThat(away(SECOND, 15)).isFalse();
    assertThat(away(2 * SECOND, 13)).isTrue();
  }

  @Test
  void oneLookASecondIsEnough() {
    away(0, 7);
    assertThat(away(SECOND - 1, 3)).isFalse();
    assertThat(away(SECOND, 3)).isTrue();
  }

  @Test
  void forgedVoiceIsSaidForTenMinutes() {
    LeaseId lease = new LeaseId(new Term(1, 0, new NodeId(1), 1), 1);
    watch.on(SECOND, new RadioEvent.VoiceForged(lease, 5, new NodeId(2)));
    assertThat(watch.troubles(10 * MINUTE, true).voiceForged()).isTrue();
    assertThat(watch.troubles(11 * MINUTE, true).voiceForged()).isFalse();
  }

  @Test
  void oldDevicesAreSaidWhileTheyAreKeptOut() {
    watch.on(0, new RadioEvent.OldDevices(2, false));
    assertThat(watch.troubles(0, true).oldDevices()).isTrue();
    SettingsValues open = SettingsValues.initial().with(List.of(new Change(Setting.V1_WINDOW, 1)));
    watch.on(0, new RadioEvent.Settings(VERSION, open));
    assertThat(watch.troubles(0, true).oldDevices()).isFalse();
    watch.on(0, new RadioEvent.OldDevices(0, true));
    watch.on(0, new RadioEvent.Settings(VERSION, SettingsValues.initial()));
    assertThat(watch.troubles(0, true).oldDevices()).isFalse();
  }

  @Test
  void whoIsNoMemberIsPutOut() {
    assertThat(watch.troubles(0, true).putOut()).isFalse();
    assertThat(watch.troubles(0, false).putOut()).isTrue();
  }
}
