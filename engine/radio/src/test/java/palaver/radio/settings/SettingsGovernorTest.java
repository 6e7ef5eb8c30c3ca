// SPDX-License-Identifier: Apache-2.0
package palaver.radio.settings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.radio.settings.SettingsGovernor.Answer;
import palaver.radio.settings.SettingsValues.Change;
import palaver.trust.audit.AuditChain;
import palaver.trust.audit.AuditEntry;
import palaver.trust.crypto.StandardCrypto;
import palaver.trust.member.DeviceIdentity;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsMessage.Outcome;
import palaver.wire.radio.SettingsMessage.Propose;
import palaver.wire.radio.SettingsMessage.RollbackCause;
import palaver.wire.radio.SettingsMessage.Snapshot;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;

class SettingsGovernorTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final Term FIRST = new Term(1, 1, new NodeId(1), 1);
  private static final Term OTHER = new Term(2, 1, new NodeId(2), 1);

  private final DeviceIdentity operator =
      DeviceIdentity.of(new StandardCrypto(), new byte[DeviceIdentity.SECRET_BYTES]);
  private final FakeStore store = new FakeStore();
  private final AuditChain audit = new AuditChain(100);
  private final SettingsGovernor governor =
      new SettingsGovernor(this::holds, store, audit, _ -> Bytes.EMPTY);

  private static final class FakeStore implements SettingsStore {
    final List<SettingsRecord> saved = new ArrayList<>();

    @Override
    public void save(SettingsRecord record) {
      saved.add(record);
    }

    @Override
    public List<SettingsRecord> load() {
      return List.copyOf(saved);
    }
  }

  private boolean holds(NodeId author, byte[] statement, Bytes signature) {
    return author.equals(operator.node())
        && operator
            .crypto()
            .signatures()
            .verify(operator.keys().signingKey(), statement, signature);
  }

  private SettingsGovernor another() {
    return new SettingsGovernor(
        this::holds, new FakeStore(), new AuditChain(100), _ -> Bytes.EMPTY);
  }

  private Answer change(SettingsGovernor at, Term term, Setting setting, int value) {
    SettingsRecord current = at.history().current();
    SettingsVersion base = current == null ? null : current.version();
    Propose wish = new Propose(base, SettingsValues.encode(List.of(new Change(setting, value))));
    Bytes signature = operator.sign(SettingsHistory.statement(operator.node(), wish));
    return at.propose(NOW, term, operator.node(), wish, signature);
  }

  private static SettingsRecord made(Answer answer) {
    return ((Answer.Made) answer).record();
  }

  private static void copy(SettingsGovernor from, SettingsGovernor to) {
    for (SettingsRecord record : from.history().after(null)) {
      assertThat(to.onRecord(NOW, record)).isEqualTo(Outcome.APPLIED);
    }
  }

  @Test
  void anOperatorsWishBecomesAVersionThatEveryNodeTakes() {
    SettingsRecord first = made(change(governor, FIRST, Setting.TALK_LIMIT_MS, 60_000));
    SettingsRecord second = made(change(governor, FIRST, Setting.FAN_OUT, 4));
    assertThat(second.version().number()).isEqualTo(2);
    assertThat(second.version().parentHash()).isEqualTo(first.hash());
    SettingsGovernor node = another();
    assertThat(node.onRecord(NOW, second)).isEqualTo(Outcome.PARENT_UNKNOWN);
    copy(governor, node);

    assertThat(node.values()).isEqualTo(governor.values());
    assertThat(node.values().value(Setting.TALK_LIMIT_MS)).isEqualTo(60_000);
    assertThat(node.values().value(Setting.QUEUE_MAX)).isEqualTo(Setting.QUEUE_MAX.initial());
    assertThat(node.onRecord(NOW, second)).isEqualTo(Outcome.APPLIED);
  }

  @Test
  void nobodyElseChangesAnything() {
    Propose wish =
        new Propose(null, SettingsValues.encode(List.of(new Change(Setting.FAN_OUT, 3))));
    assertThat(governor.propose(NOW, FIRST, operator.node(), wish, Bytes.of(new byte[64])))
        .isEqualTo(new Answer.Refused(Outcome.NOT_AUTHORISED));
    assertThat(governor.values()).isEqualTo(SettingsValues.initial());
    assertThat(store.saved).isEmpty();
    assertThat(audit.newest().getLast().kind()).isEqualTo("settings-refused");
  }

  @Test
  void aLeaderCannotSlipInAnotherValue() {
    SettingsRecord honest = made(change(governor, FIRST, Setting.FAN_OUT, 4));
    SettingsValues more = honest.values().with(List.of(new Change(Setting.V1_WINDOW, 1)));
    SettingsRecord slipped =
        new SettingsRecord(
            honest.version(), honest.kind(), honest.author(), honest.authorisation(), more);
    assertThat(another().onRecord(NOW, slipped)).isEqualTo(Outcome.NOT_AUTHORISED);
  }

  @Test
  void aWishFromAnOldVersionIsRefused() {
    change(governor, FIRST, Setting.FAN_OUT, 4);
    Propose late =
        new Propose(null, SettingsValues.encode(List.of(new Change(Setting.FAN_OUT, 3))));
    Bytes signature = operator.sign(SettingsHistory.statement(operator.node(), late));
    assertThat(governor.propose(NOW, FIRST, operator.node(), late, signature))
        .isEqualTo(new Answer.Refused(Outcome.PARENT_UNKNOWN));
  }

  @Test
  void aRestartedNodeHasItsSettings() {
    change(governor, FIRST, Setting.BITRATE, 20_000);
    SettingsGovernor again = new SettingsGovernor(this::holds, store, audit, _ -> Bytes.EMPTY);
    assertThat(again.values().value(Setting.BITRATE)).isEqualTo(20_000);
    assertThat(again.history().current()).isEqualTo(governor.history().current());
  }

  @Test
  void aJoinerGetsWhatItLacks() {
    SettingsRecord first = made(change(governor, FIRST, Setting.BITRATE, 20_000));
    SettingsRecord second = made(change(governor, FIRST, Setting.BITRATE, 16_000));
    assertThat(governor.history().after(first.version())).containsExactly(second);
    assertThat(governor.history().after(null)).containsExactly(first, second);
    assertThat(governor.history().after(second.version())).isEmpty();
  }

  @Test
  void afterASplitBothSidesWishesAreKeptOrTold() {
    change(governor, FIRST, Setting.FAN_OUT, 6);
    SettingsGovernor right = another();
    copy(governor, right);
    change(governor, FIRST, Setting.TALK_LIMIT_MS, 60_000);
    change(governor, FIRST, Setting.BITRATE, 16_000);
    change(right, OTHER, Setting.BITRATE, 40_000);
    change(right, OTHER, Setting.QUEUE_MAX, 5);

    SettingsRecord leftTip = requireNonNull(governor.history().current());
    copy(governor, right);
    SettingsRecord merged = made(right.merge(NOW, OTHER, leftTip));
    assertThat(merged.values().value(Setting.TALK_LIMIT_MS)).isEqualTo(60_000);
    assertThat(merged.values().value(Setting.QUEUE_MAX)).isEqualTo(5);
    assertThat(merged.values().value(Setting.BITRATE)).isEqualTo(40_000);
    assertThat(merged.values().value(Setting.FAN_OUT)).isEqualTo(6);

    copy(right, governor);
    assertThat(governor.history().current()).isEqualTo(merged);
    assertThat(governor.values()).isEqualTo(right.values());
  }

  @Test
  void aWishThatLostStaysInTheAudit() {
    SettingsGovernor right = another();
    change(governor, OTHER, Setting.BITRATE, 16_000);
    change(right, FIRST, Setting.BITRATE, 40_000);
    copy(right, governor);
    SettingsRecord lost = requireNonNull(right.history().current());
    SettingsRecord merged = made(governor.merge(NOW, OTHER, lost));

    assertThat(merged.values().value(Setting.BITRATE)).isEqualTo(16_000);
    AuditEntry line = audit.newest().getLast();
    assertThat(line.kind()).isEqualTo("settings-wish-lost");
    assertThat(line.actor()).isEqualTo(operator.node());
    assertThat(line.detail()).contains("BITRATE=40000").contains("16000");
    assertThat(AuditChain.firstBroken(audit.newest())).isNull();
  }

  @Test
  void aMergeThatIsNoneIsRefused() {
    SettingsRecord first = made(change(governor, FIRST, Setting.FAN_OUT, 6));
    SettingsRecord invented =
        new SettingsRecord(
            governor.history().next(OTHER),
            SettingsRecord.Kind.MERGE,
            NodeId.NONE,
            first.hash(),
            SettingsValues.initial());
    assertThat(governor.onRecord(NOW, invented)).isEqualTo(Outcome.NOT_AUTHORISED);
    SettingsRecord unknown =
        new SettingsRecord(
            governor.history().next(OTHER),
            SettingsRecord.Kind.ROLLBACK,
            NodeId.NONE,
            first.provenBy(Bytes.EMPTY).authorisation(),
            SettingsValues.initial());
    assertThat(governor.onRecord(NOW, unknown)).isEqualTo(Outcome.PARENT_UNKNOWN);
  }

  @Test
  void theFirstVersionIsTakenBackToWhatHeldBefore() {
    SettingsRecord first = made(change(governor, FIRST, Setting.FAN_OUT, 6));
    SettingsRecord back = made(governor.rollBack(NOW, FIRST, null, RollbackCause.QUALITY, "worse"));
    assertThat(governor.values()).isEqualTo(SettingsValues.initial());
    SettingsGovernor node = another();
    assertThat(node.onRecord(NOW, first)).isEqualTo(Outcome.APPLIED);
    assertThat(node.onRecord(NOW, back)).isEqualTo(Outcome.APPLIED);
    assertThat(node.values()).isEqualTo(SettingsValues.initial());
    assertThat(node.history().descends(back, first)).isTrue();
    assertThat(node.history().descends(first, back)).isFalse();
    assertThat(node.history().find(back.version())).isEqualTo(back);
    assertThat(node.history().find(new SettingsVersion(OTHER, 9, first.hash()))).isNull();
  }

  @Test
  void aNodeWithoutAHistoryBeginsInTheMiddleOfOne() {
    for (int i = 0; i < 70; i++) {
      change(governor, FIRST, Setting.FAN_OUT, 2 + i % 20);
    }
    assertThat(governor.history().isWhole()).isFalse();
    SettingsRecord current = requireNonNull(governor.history().current());
    SettingsGovernor node = another();
    assertThat(node.history().isWhole()).isTrue();
    assertThat(node.beginWith(NOW, current)).isTrue();
    assertThat(node.beginWith(NOW, current)).isFalse();
    assertThat(node.values()).isEqualTo(governor.values());
    SettingsRecord next = made(change(governor, FIRST, Setting.DTX, 1));
    assertThat(node.onRecord(NOW, next)).isEqualTo(Outcome.APPLIED);
  }

  @Test
  void anEarlierVersionHoldsAgain() {
    SettingsRecord first = made(change(governor, FIRST, Setting.FAN_OUT, 6));
    change(governor, FIRST, Setting.FAN_OUT, 2);
    assertThat(governor.previous()).isEqualTo(first);
    SettingsRecord back =
        made(governor.rollBack(NOW, FIRST, first, RollbackCause.QUALITY, "worse by 200"));

    assertThat(back.version().number()).isEqualTo(3);
    assertThat(governor.values().value(Setting.FAN_OUT)).isEqualTo(6);
    assertThat(audit.newest().getLast().detail()).contains("QUALITY").contains("worse by 200");
    SettingsGovernor node = another();
    copy(governor, node);
    assertThat(node.values()).isEqualTo(first.values());
  }

  @Test
  void theNewestSixtyFourVersionsAreKept() {
    for (int i = 0; i < 70; i++) {
      change(governor, FIRST, Setting.QUEUE_MAX, i);
    }
    assertThat(governor.history().after(null)).hasSize(SettingsHistory.VERSIONS_MAX);
    assertThat(governor.values().value(Setting.QUEUE_MAX)).isEqualTo(69);
  }

  @Test
  void valuesComeBackAndOnesOutOfRangeAreRefused() {
    SettingsValues values =
        SettingsValues.initial()
            .with(List.of(new Change(Setting.DTX, 1), new Change(Setting.LEASE_MS, 9_000)));
    assertThat(SettingsValues.decode(values.encode())).isEqualTo(Parsed.ok(values));
    assertThat(values.isOn(Setting.DTX)).isTrue();
    byte[] wrong = values.encode().toArray();
    wrong[wrong.length - 1] = 2;
    assertThat(SettingsValues.decode(Bytes.of(wrong))).isEqualTo(Parsed.malformed("setting-range"));
    assertThat(SettingsValues.decode(Bytes.EMPTY)).isEqualTo(Parsed.malformed("field-missing"));
    assertThat(SettingsValues.decodeChanges(Bytes.of((byte) 1)))
        .isEqualTo(Parsed.malformed("field-truncated"));
  }

  @Test
  void theSchemaCoversClusterRolesFloorAndAudio() {
    int before = 0;
    for (Setting setting : Setting.values()) {
      assertThat(setting.code()).isGreaterThan(before);
      assertThat(setting.takes(setting.initial())).as(setting.name()).isTrue();
      assertThat(setting.since()).isBetween(1, Setting.SCHEMA);
      assertThat(setting.takes(setting.min() - 1) || setting.takes(setting.max() + 1)).isFalse();
      before = setting.code();
    }
    for (Setting.Section section : Setting.Section.values()) {
      assertThat(Setting.values()).anyMatch(setting -> setting.section() == section);
    }
  }

  @Test
  void aVersionTravelsAsASnapshot() {
    SettingsRecord record = made(change(governor, FIRST, Setting.FAN_OUT, 6));
    Snapshot snapshot = Snapshots.of(record, 1);
    assertThat(Snapshots.read(snapshot)).isEqualTo(Parsed.ok(record));
    assertThat(Snapshots.read(with(snapshot, 2, snapshot.authorisation(), snapshot.body())))
        .isEqualTo(Parsed.malformed("settings-parts"));
    assertThat(Snapshots.read(with(snapshot, 1, Bytes.of((byte) 9), snapshot.body())))
        .isEqualTo(Parsed.malformed("settings-kind"));
    assertThat(Snapshots.read(with(snapshot, 1, snapshot.authorisation(), Bytes.EMPTY)))
        .isEqualTo(Parsed.malformed("field-missing"));
  }

  private static Snapshot with(Snapshot snapshot, int parts, Bytes authorisation, Bytes body) {
    return new Snapshot(snapshot.version(), 0, parts, 1, snapshot.author(), authorisation, body);
  }

  @Test
  void aNewerSchemaIsToldFromAForgery() {
    byte[] newer = SettingsValues.initial().encode().toArray();
    newer[3] = (byte) (Setting.SCHEMA + 1);
    SettingsValues values =
        ((Parsed.Ok<SettingsValues>) SettingsValues.decode(Bytes.of(newer))).value();
    SettingsRecord record =
        new SettingsRecord(
            governor.history().next(FIRST),
            SettingsRecord.Kind.CHANGE,
            operator.node(),
            Bytes.of(new byte[64]),
            values);
    assertThat(governor.onRecord(NOW, record)).isEqualTo(Outcome.SCHEMA_UNKNOWN);
  }
}
