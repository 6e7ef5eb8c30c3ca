// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import palaver.base.Bytes;
import palaver.radio.Defect;
import palaver.radio.Feature;
import palaver.radio.RadioCommand;
import palaver.radio.RadioConfig;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsRecord;
import palaver.radio.settings.SettingsValues;
import palaver.radio.settings.SettingsValues.Change;
import palaver.trust.audit.AuditChain;
import palaver.trust.audit.AuditEntry;
import palaver.trust.member.Rights;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PeerAddress;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;

class FieldsTest {

  static List<RadioCommand> commands() {
    NodeId node = new NodeId(-5);
    return List.of(
        new RadioCommand.Start(1_800_000_000_000L),
        new RadioCommand.WallClock(-1),
        new RadioCommand.Documents(
            List.of(Bytes.of((byte) 1)), List.of(Bytes.of((byte) 2, (byte) 3))),
        new RadioCommand.Press(255, true),
        new RadioCommand.Release(),
        new RadioCommand.Resumed(Long.MAX_VALUE),
        new RadioCommand.Introduce(List.of(new PeerAddress(node, Bytes.of(new byte[16]), 65_535))),
        new RadioCommand.Signal(-70),
        new RadioCommand.Resign(),
        new RadioCommand.Say("Tisch sieben für 4 – sofort"),
        new RadioCommand.ChangeSettings(
            List.of(new Change(Setting.FAN_OUT, 4), new Change(Setting.DTX, 1))),
        new RadioCommand.Admit(node, new Rights(3, 9), 1_900_000_000_000L),
        new RadioCommand.Decline(node),
        new RadioCommand.PutOut(node),
        new RadioCommand.Switch(Feature.RELAY, false),
        new RadioCommand.Stop());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandIsReadAsItWasWritten(RadioCommand command) {
    TapeWriter out = new TapeWriter();
    CommandFields.write(out, command);
    TapeReader in = new TapeReader(out.take());
    assertThat(CommandFields.read(in)).isEqualTo(command);
    assertThat(in.isAtEnd()).isTrue();
    assertThat(in.hasFault()).isFalse();
  }

  @Test
  void anOpeningIsReadAsItWasWritten() {
    Capabilities can = new Capabilities(1, 2, Capabilities.NodeClass.FIXED, 0xffff_ffffL, 255);
    RadioConfig config =
        RadioConfig.of(new NodeId(-1), -2, "Küche", can, 3)
            .restarted(9, 77)
            .with(EnumSet.of(Defect.values()[0]));
    Opening opening =
        new Opening(
            config,
            Bytes.of(new byte[32]),
            List.of(Bytes.of((byte) 7)),
            List.of(Bytes.EMPTY, Bytes.of((byte) 8)),
            -4);
    TapeWriter out = new TapeWriter();
    opening.write(out);
    TapeReader in = new TapeReader(out.take());
    assertThat(Opening.read(in)).isEqualTo(opening);
    assertThat(in.isAtEnd()).isTrue();
  }

  @Test
  void whatAStoreToldIsReadAsItWasWritten() {
    AuditEntry line = new AuditChain(4).append(5, new NodeId(6), "member-revoked", "why");
    Term term = new Term(4, 0xffff_ffffL, new NodeId(-9), -8);
    SettingsRecord record =
        new SettingsRecord(
            new SettingsVersion(term, 3, Bytes.of(new byte[32])),
            SettingsRecord.Kind.ROLLBACK,
            new NodeId(1),
            Bytes.of((byte) 1),
            SettingsValues.initial().with(List.of(new Change(Setting.QUEUE_MAX, 3))),
            Bytes.of(new byte[64]));
    TapeWriter out = new TapeWriter();
    StoreFields.write(out, line);
    StoreFields.write(out, List.of(record));
    TapeReader in = new TapeReader(out.take());
    assertThat(StoreFields.audit(in)).isEqualTo(line);
    assertThat(StoreFields.settings(in)).containsExactly(record);
    assertThat(in.isAtEnd()).isTrue();
  }

  @Test
  void numbersOfAllSizesAreReadAsTheyWereWritten() {
    long[] numbers = {0, 1, 127, 128, 1L << 32, Long.MAX_VALUE, -1, Long.MIN_VALUE};
    TapeWriter out = new TapeWriter();
    for (long each : numbers) {
      out.number(each).signed(each).fixed(each);
    }
    TapeReader in = new TapeReader(out.take());
    for (long each : numbers) {
      assertThat(in.number()).isEqualTo(each);
      assertThat(in.signed()).isEqualTo(each);
      assertThat(in.fixed()).isEqualTo(each);
    }
    assertThat(in.number()).isZero();
    assertThat(in.hasFault()).isTrue();
    assertThat(in.peek()).isEqualTo(TapeReader.END);
    assertThat(in.text()).isEmpty();
  }

  @Test
  void everyTagHasAName() {
    for (int tag = 0; tag < 64; tag++) {
      assertThat(Tape.name(tag)).isNotEmpty();
    }
    assertThat(Tape.isInput(Tape.FULL)).isFalse();
  }
}
