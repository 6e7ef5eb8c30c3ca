// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.app.radio.health.RadioSnapshot.Line;
import palaver.app.radio.health.RadioSnapshot.Member;
import palaver.audio.playout.PlayoutStatistics;
import palaver.net.radio.RadioFigures;
import palaver.trust.member.Rights;
import palaver.wire.radio.NodeId;

final class RadioHealthTest {

  private static final Line ADA = new Line(new NodeId(1), "Ada");
  private static final Line BEN = new Line(new NodeId(2), "Ben");

  /// A node that follows Ben.
  private static RadioHealth health(double concealedShare, long notKept) {
    return health(concealedShare, notKept, RadioTroubles.NONE);
  }

  private static RadioHealth health(double concealedShare, long notKept, RadioTroubles troubles) {
    return RadioHealth.of(
        new RadioSnapshot(
            ADA,
            "Kitchen",
            "member",
            "follower",
            BEN,
            1,
            List.of(new Member(ADA, true, Rights.TALKER), new Member(BEN, true, Rights.TALKER)),
            null,
            List.of(),
            null,
            2,
            0,
            new RadioFigures(1_000, 1_000, 0, 0, 0, 0, 0, 0, 0),
            new PlayoutStatistics(
                0, 0, 0, 0, 0, 0, 0, 0, 480_000, 240_000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            concealedShare,
            notKept,
            troubles));
  }

  @Test
  void whoHearsItsLeaderWellIsWellWhateverWasMissingLongAgo() {
    assertThat(health(0.01, 0)).isEqualTo(new RadioHealth(100, List.of()));
  }

  @Test
  void soundThatIsMissingNowIsSaid() {
    assertThat(health(0.06, 0)).isEqualTo(new RadioHealth(80, List.of("sound-missing")));
  }

  @Test
  void aDiskThatDoesNotKeepIsSaid() {
    assertThat(health(0, 1)).isEqualTo(new RadioHealth(90, List.of("not-kept")));
  }

  @Test
  void whatIsWrongWithTheChannelIsSaidThoughTheNodeIsWell() {
    assertThat(health(0, 0, new RadioTroubles(false, true, false, false)))
        .isEqualTo(new RadioHealth(80, List.of("members-away")));
    assertThat(health(0, 0, new RadioTroubles(true, false, false, false)))
        .isEqualTo(new RadioHealth(0, List.of("put-out")));
    assertThat(health(0.06, 0, new RadioTroubles(false, true, true, true)))
        .isEqualTo(
            new RadioHealth(
                35, List.of("members-away", "sound-missing", "voice-forged", "old-devices")));
  }
}
