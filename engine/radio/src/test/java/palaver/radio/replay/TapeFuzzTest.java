// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import com.code_intelligence.jazzer.junit.FuzzTest;
import palaver.radio.RadioCommand;

/// Whatever is taken for a tape, and whatever an otherwise good tape was altered to: nothing
/// throws.
class TapeFuzzTest {

  private static final byte[] GOOD = good();

  private static byte[] good() {
    Studio studio = new Studio(2, 1L << 20);
    studio.untilOneLeads();
    studio.talk(studio.follower(), 5);
    studio.desks.getFirst().machine().command(new RadioCommand.Say("Table seven"));
    studio.run(Studio.SECOND);
    return studio.desks.getFirst().taken();
  }

  @FuzzTest(maxDuration = "15s")
  void noBytesThrow(byte[] bytes) {
    byte[] tape = new byte[Tape.MAGIC.length + bytes.length];
    System.arraycopy(Tape.MAGIC, 0, tape, 0, Tape.MAGIC.length);
    System.arraycopy(bytes, 0, tape, Tape.MAGIC.length, bytes.length);
    Replay.run(tape, _ -> {});
    byte[] altered = GOOD.clone();
    for (int i = 0; i + 3 < bytes.length; i += 4) {
      int at = (bytes[i] & 0xff) << 16 | (bytes[i + 1] & 0xff) << 8 | (bytes[i + 2] & 0xff);
      altered[at % altered.length] = bytes[i + 3];
    }
    Replay.run(altered, _ -> {});
  }
}
