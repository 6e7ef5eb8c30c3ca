// SPDX-License-Identifier: Apache-2.0
package palaver.radio.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import palaver.base.Bytes;
import palaver.base.Deadlines;
import palaver.radio.settings.RollOut.Policy;
import palaver.radio.settings.RollOut.Step;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsMessage.Ack;
import palaver.wire.radio.SettingsMessage.Outcome;
import palaver.wire.radio.SettingsMessage.RollbackCause;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;

class RollOutTest {
  private static final Policy POLICY = Policy.DEFAULT;
  private static final SettingsVersion VERSION =
      new SettingsVersion(new Term(1, 1, new NodeId(1), 1), 1, Bytes.of(new byte[32]));
  private static final List<NodeId> NODES =
      LongStream.rangeClosed(1, 20).mapToObj(NodeId::new).toList();

  private final RollOut rollOut =
      new RollOut(0, POLICY, NODES, NODES.stream().collect(Collectors.toMap(n -> n, _ -> 900)));

  private static Ack ack(Outcome outcome, int quality) {
    return new Ack(VERSION, outcome, quality);
  }

  private void allAnswer(long nowNs, List<NodeId> nodes) {
    for (NodeId node : nodes) {
      assertThat(rollOut.onAck(nowNs, node, ack(Outcome.APPLIED, 890)))
          .isInstanceOf(Step.Wait.class);
    }
  }

  @Test
  void aFewNodesComeFirstThenAll() {
    assertThat(rollOut.targets()).isEqualTo(NODES.subList(0, 2));
    assertThat(rollOut.nextDeadlineNs()).isEqualTo(POLICY.answerNs());
    allAnswer(1, rollOut.targets());
    assertThat(rollOut.nextDeadlineNs()).isEqualTo(POLICY.observeNs());
    assertThat(rollOut.onDeadline(POLICY.observeNs() - 1)).isInstanceOf(Step.Wait.class);
    assertThat(rollOut.onDeadline(POLICY.observeNs()))
        .isEqualTo(new Step.Widen(NODES.subList(2, 20)));
    assertThat(rollOut.targets()).isEqualTo(NODES);

    long widenedNs = POLICY.observeNs();
    allAnswer(widenedNs + 1, NODES);
    assertThat(rollOut.copies()).isEqualTo(20);
    assertThat(rollOut.onDeadline(widenedNs + POLICY.observeNs()))
        .isInstanceOf(Step.Complete.class);
    assertThat(rollOut.nextDeadlineNs()).isEqualTo(Deadlines.NEVER);
    assertThat(rollOut.onDeadline(widenedNs + 2 * POLICY.observeNs()))
        .isInstanceOf(Step.Wait.class);
  }

  @Test
  void tooManyFailuresTakeItBack() {
    Step step = rollOut.onAck(1, NODES.getFirst(), ack(Outcome.UNFIT, 900));
    assertThat(step)
        .isEqualTo(
            new Step.TakeBack(RollbackCause.TOO_MANY_FAILURES, "1 of 2 nodes did not take it"));
    assertThat(rollOut.onAck(2, NODES.get(1), ack(Outcome.APPLIED, 900)))
        .isInstanceOf(Step.Wait.class);
  }

  @Test
  void silenceIsAFailureOnceTheTimeIsUp() {
    assertThat(rollOut.onDeadline(POLICY.answerNs() - 1)).isInstanceOf(Step.Wait.class);
    assertThat(rollOut.onDeadline(POLICY.answerNs())).isInstanceOf(Step.TakeBack.class);
  }

  @Test
  void worseVoiceTakesItBack() {
    rollOut.onAck(1, NODES.get(0), ack(Outcome.APPLIED, 890));
    Step step = rollOut.onAck(2, NODES.get(1), ack(Outcome.APPLIED, 600));
    assertThat(step)
        .isEqualTo(
            new Step.TakeBack(RollbackCause.QUALITY, "voice was heard worse by 155 of a thousand"));
  }

  @Test
  void aNodeInABadPlaceIsComparedWithItselfOnly() {
    RollOut there =
        new RollOut(0, POLICY, NODES, Map.of(NODES.get(0), 600, NODES.get(1), Ack.QUALITY_UNKNOWN));
    there.onAck(1, NODES.get(0), ack(Outcome.APPLIED, 590));
    assertThat(there.onAck(2, NODES.get(1), ack(Outcome.APPLIED, 100)))
        .isInstanceOf(Step.Wait.class);
  }

  @Test
  void fewFailuresAreBorne() {
    allAnswer(1, rollOut.targets());
    rollOut.onDeadline(POLICY.observeNs());
    long nowNs = POLICY.observeNs();
    for (NodeId node : NODES.subList(0, 16)) {
      rollOut.onAck(nowNs, node, ack(Outcome.STORED, Ack.QUALITY_UNKNOWN));
    }
    assertThat(rollOut.onDeadline(nowNs + POLICY.answerNs())).isInstanceOf(Step.Wait.class);
    assertThat(rollOut.nextDeadlineNs()).isEqualTo(nowNs + POLICY.observeNs());
    assertThat(rollOut.onDeadline(nowNs + POLICY.observeNs())).isInstanceOf(Step.Complete.class);
  }

  @Test
  void answersOfOthersDoNotCount() {
    rollOut.onAck(1, NODES.get(19), ack(Outcome.UNFIT, 0));
    assertThat(rollOut.copies()).isZero();
    assertThat(rollOut.onDeadline(2)).isInstanceOf(Step.Wait.class);
  }

  @Test
  void aSmallChannelHasOneStage() {
    RollOut single = new RollOut(0, POLICY, NODES.subList(0, 1), Map.of());
    single.onAck(1, NODES.getFirst(), ack(Outcome.APPLIED, 100));
    assertThat(single.onDeadline(POLICY.observeNs())).isInstanceOf(Step.Complete.class);
  }
}
