// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import palaver.base.Bytes;
import palaver.radio.MemoryStore;
import palaver.radio.RadioCommand;
import palaver.radio.StableStore;
import palaver.radio.replay.Replay.Result;
import palaver.radio.replay.Studio.Desk;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsRecord;
import palaver.radio.settings.SettingsValues.Change;
import palaver.sim.Endpoint;
import palaver.trust.audit.AuditEntry;
import palaver.wire.radio.v1.V1Format;

class ReplayTest {
  private static final long PLENTY = 1L << 30;

  private static Result play(byte[] tape) {
    return Replay.run(tape, _ -> {});
  }

  /// Three nodes that talk, write, set and hand over.
  private static Studio story() {
    Studio studio = new Studio(3, PLENTY);
    studio.untilOneLeads();
    studio.run(Studio.SECOND);
    studio.talk(studio.follower(), 60);
    studio.talk(studio.leader(), 30);
    Desk operator = studio.desks.getFirst();
    operator.machine().command(new RadioCommand.Say("Table seven is free"));
    operator
        .machine()
        .command(
            new RadioCommand.ChangeSettings(List.of(new Change(Setting.TALK_LIMIT_MS, 60_000))));
    studio.run(3 * Studio.SECOND);
    studio.leader().machine().command(new RadioCommand.Resign());
    studio.run(3 * Studio.SECOND);
    operator.machine().command(new RadioCommand.PutOut(studio.id(studio.desks.getLast())));
    studio.run(2 * Studio.SECOND);
    return studio;
  }

  @Test
  void everyNodeDecidesTheSameOnceMore() {
    for (Desk desk : story().desks) {
      List<Replay.Step> steps = new ArrayList<>();
      Result result = Replay.run(desk.taken(), steps::add);
      assertThat(result).isInstanceOf(Result.Same.class);
      assertThat(((Result.Same) result).inputs()).isEqualTo(desk.recording().inputs());
      assertThat(((Result.Same) result).datagrams()).isGreaterThan(50);
      assertThat(steps).anyMatch(step -> step.events().toString().contains("Talker["));
      assertThat(steps.getFirst().epochMs()).isGreaterThanOrEqualTo(1_800_000_000_000L);
    }
  }

  @Test
  void noKeyAndNoVoiceIsOnATape() {
    Studio studio = story();
    for (Desk desk : studio.desks) {
      byte[] tape = desk.taken();
      assertThat(has(tape, studio.channelSecret.toArray())).isFalse();
      assertThat(has(tape, Arrays.copyOf(desk.secret(), 32))).isFalse();
      assertThat(has(tape, Arrays.copyOfRange(desk.secret(), 32, 64))).isFalse();
      for (int i = 0; i < 60; i++) {
        assertThat(has(tape, Arrays.copyOf(Studio.frame(i), 16))).as("frame " + i).isFalse();
      }
    }
  }

  private static boolean has(byte[] where, byte[] what) {
    for (int at = 0; at <= where.length - what.length; at++) {
      if (where[at] == what[0]
          && Arrays.equals(where, at, at + what.length, what, 0, what.length)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void whatAStrangerAndAnOldDeviceSendIsKeptWithoutWhatIsInIt() {
    Studio studio = new Studio(2, PLENTY);
    studio.untilOneLeads();
    byte[] old = new byte[80];
    byte[] strange = new byte[90];
    byte[] damaged = new byte[100];
    Arrays.fill(old, (byte) 0x6d);
    Arrays.fill(strange, (byte) 0x6d);
    Arrays.fill(damaged, (byte) 0x6d);
    old[0] = V1Format.AUDIO_PREFIX;
    strange[0] = (byte) 0xf0;
    damaged[0] = 2;
    for (byte[] each : List.of(old, strange, damaged)) {
      studio.simulation.inject(Endpoint.v4(99, 7_070), Endpoint.v4(0, 7_070), each);
    }
    studio.run(Studio.SECOND);
    byte[] tape = studio.desks.getFirst().taken();
    byte[] inside = new byte[68];
    Arrays.fill(inside, (byte) 0x6d);
    assertThat(has(tape, inside)).isFalse();
    assertThat(play(tape)).isInstanceOf(Result.Same.class);
  }

  @Test
  void aTapeEndsAtItsBoundAndPlaysUpToThere() {
    Studio studio = new Studio(3, 20_000);
    studio.untilOneLeads();
    studio.run(20 * Studio.SECOND);
    Desk desk = studio.desks.getFirst();
    assertThat(desk.recording().isOn()).isFalse();
    assertThat(desk.recording().length()).isBetween(20_000L, 40_000L);
    Result result = play(desk.taken());
    assertThat(result).isInstanceOf(Result.Same.class);
    assertThat(((Result.Same) result).full()).isTrue();
    studio.talk(desk, 10);
    assertThat(desk.taken()).as("nothing comes after").hasSize((int) desk.recording().length());
  }

  /// Keeps no term.
  private static final class FullDisk implements StableStore {
    private final MemoryStore rest = new MemoryStore();

    @Override
    public void termCounter(long counter) {
      throw new IllegalStateException("the disk is full");
    }

    @Override
    public void membership(List<Bytes> certificates, List<Bytes> entries) {
      rest.membership(certificates, entries);
    }

    @Override
    public void audit(AuditEntry line) {
      rest.audit(line);
    }

    @Override
    public @Nullable AuditEntry lastAudit() {
      return rest.lastAudit();
    }

    @Override
    public void save(SettingsRecord record) {
      rest.save(record);
    }

    @Override
    public List<SettingsRecord> load() {
      return rest.load();
    }
  }

  @Test
  void aStoreThatFailedFailsOnceMore() {
    Studio studio = new Studio(2, PLENTY, new FullDisk());
    assertThatThrownBy(() -> studio.run(20 * Studio.SECOND))
        .hasStackTraceContaining("the disk is full");
    byte[] tape = studio.desks.getFirst().taken();
    Result result = play(tape);
    assertThat(result).isInstanceOf(Result.Same.class);
    assertThat(((Result.Same) result).inputs())
        .isEqualTo(studio.desks.getFirst().recording().inputs());
  }

  @Test
  void anInputThatIsAnotherShowsAsTheFirstDifference() {
    Studio studio = new Studio(2, PLENTY);
    studio.untilOneLeads();
    studio.run(Studio.SECOND);
    studio.talk(studio.follower(), 20);
    byte[] tape = studio.desks.getFirst().taken();
    int differences = 0;
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      byte[] altered = tape.clone();
      altered[tape.length / 2 + random.nextInt(tape.length / 2)] ^=
          (byte) (1 + random.nextInt(255));
      Result result = play(altered);
      differences += result instanceof Result.Differs ? 1 : 0;
      if (result instanceof Result.Differs(long input, long atNs, String what, _, String played)) {
        assertThat(input).isPositive();
        assertThat(atNs).isNotZero();
        assertThat(what).isNotEmpty();
        assertThat(played).isNotEmpty();
      }
    }
    assertThat(differences).isGreaterThan(100);
  }

  @Test
  void bytesThatAreNoTapeAreSaidSo() {
    assertThat(play(new byte[0])).isEqualTo(new Result.Unreadable("tape-format", 0));
    assertThat(play("PVTP".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isInstanceOf(Result.Unreadable.class);
    byte[] onlyMagic = Tape.MAGIC.clone();
    assertThat(play(onlyMagic)).isInstanceOf(Result.Unreadable.class);
  }

  @Test
  void aTapeThatIsCutIsUnreadableWhereItEnds() {
    Studio studio = new Studio(1, PLENTY);
    studio.run(3 * Studio.SECOND);
    byte[] tape = studio.desks.getFirst().taken();
    assertThat(play(tape)).isInstanceOf(Result.Same.class);
    int whole = 0;
    for (int length = tape.length - 200; length < tape.length; length++) {
      Result result = play(Arrays.copyOf(tape, length));
      whole += result instanceof Result.Same ? 1 : 0;
    }
    assertThat(whole).as("cuts between two inputs").isLessThan(100);
  }

  @Test
  void blocksGoOutBetweenInputsAndOnceASecond() {
    Studio studio = new Studio(1, PLENTY);
    ByteArrayOutputStream tape = studio.desks.getFirst().tape();
    studio.run(5 * Studio.SECOND);
    assertThat(play(tape.toByteArray())).isInstanceOf(Result.Same.class);
    assertThat(((Result.Same) play(tape.toByteArray())).inputs()).isGreaterThan(5);
  }
}
