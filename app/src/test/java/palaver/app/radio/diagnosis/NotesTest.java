// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NotesTest {

  @TempDir Path folder;

  @Test
  void aFileThatIsTurnedIsKeptOnceAndTheNewOneBeginsEmpty() throws Exception {
    NoteFile file = new NoteFile(folder.resolve("a"), folder.resolve("b"));
    file.append(new byte[] {1, 2});
    assertThat(file.length()).isEqualTo(2);
    file.turn();
    file.append(new byte[] {3});
    file.turn();
    assertThat(file.length()).isZero();
    assertThat(Files.readAllBytes(folder.resolve("b"))).containsExactly(3);
    assertThat(Files.exists(folder.resolve("a"))).isFalse();
  }

  @Test
  void aBlockThatACrashCutOffIsLeftOut() throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] large = new byte[200_000];
    new SplittableRandom(1).nextBytes(large);
    try (Blocks blocks = new Blocks()) {
      file.write(blocks.framed(new byte[] {1, 2, 3}));
      file.write(blocks.framed(large));
      file.write(blocks.framed(new byte[] {4}));
    }
    byte[] whole = file.toByteArray();
    byte[] joined = Blocks.joined(whole, 1 << 20);
    assertThat(joined).hasSize(200_004).startsWith(1, 2, 3).endsWith(4);
    assertThat(Arrays.copyOfRange(joined, 3, 200_003)).isEqualTo(large);
    assertThat(Blocks.joined(Arrays.copyOf(whole, whole.length - 1), 1 << 20)).hasSize(200_003);
    assertThat(Blocks.joined(Arrays.copyOf(whole, 3), 1 << 20)).isEmpty();
  }

  @Test
  void aTapeThatIsDamagedOrEndlessIsRefused() throws Exception {
    byte[] framed;
    try (Blocks blocks = new Blocks()) {
      framed = blocks.framed(new byte[1 << 20]);
    }
    assertThatThrownBy(() -> Blocks.joined(framed, 1 << 16)).isInstanceOf(IOException.class);
    framed[4] ^= 0x7f;
    assertThatThrownBy(() -> Blocks.joined(framed, 1 << 21)).isInstanceOf(IOException.class);
  }
}
