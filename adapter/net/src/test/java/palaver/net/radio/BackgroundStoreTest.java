// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.Bytes;
import palaver.radio.StableStore;
import palaver.radio.settings.SettingsRecord;
import palaver.trust.audit.AuditEntry;
import palaver.wire.radio.NodeId;

@Timeout(30)
class BackgroundStoreTest {

  private static final AuditEntry LINE =
      new AuditEntry(
          1, 2, new NodeId(3), "kind", "", Bytes.of(new byte[32]), Bytes.of(new byte[32]));

  @TempDir Path folder;

  /// A disk that writes documents only when it is told to, and every term at once.
  private static final class SlowDisk implements StableStore {
    final CountDownLatch turns = new CountDownLatch(1);
    final List<Bytes> entries = new ArrayList<>();
    final List<Long> terms = new ArrayList<>();
    boolean full;

    @Override
    public void termCounter(long counter) {
      terms.add(counter);
    }

    @Override
    public void membership(List<Bytes> certificates, List<Bytes> more) {
      try {
        turns.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (full) {
        throw new UncheckedIOException(new java.io.IOException("no space left"));
      }
      entries.addAll(more);
    }

    @Override
    public void audit(AuditEntry line) {}

    @Override
    public @Nullable AuditEntry lastAudit() {
      return null;
    }

    @Override
    public void save(SettingsRecord record) {}

    @Override
    public List<SettingsRecord> load() {
      return List.of();
    }
  }

  private static Bytes entry(int number) {
    return Bytes.of((byte) number);
  }

  @Test
  void aSlowDiskHoldsNobodyUp() {
    SlowDisk disk = new SlowDisk();
    try (BackgroundStore store = new BackgroundStore(disk, 0)) {
      for (int i = 0; i < 100; i++) {
        store.membership(List.of(), List.of(entry(i)));
      }
      assertThat(disk.entries).isEmpty();
      disk.turns.countDown();
    }
    assertThat(disk.entries).hasSize(100).startsWith(entry(0)).endsWith(entry(99));
  }

  @Test
  void noTermIsUsedThatIsNotKept() {
    SlowDisk disk = new SlowDisk();
    try (BackgroundStore store = new BackgroundStore(disk, 40)) {
      assertThat(disk.terms).containsExactly(56L);
      store.termCounter(41);
      store.termCounter(48);
      assertThat(disk.terms).containsExactly(56L);
      store.termCounter(1_000);
      assertThat(disk.terms).endsWith(1_016L);
      store.termCounter(1_010);
    }
    assertThat(disk.terms).containsExactly(56L, 1_016L, 1_026L);
  }

  @Test
  void aDiskThatIsFullIsCountedAndTheRestIsTriedOn() {
    SlowDisk disk = new SlowDisk();
    disk.full = true;
    disk.turns.countDown();
    BackgroundStore store = new BackgroundStore(disk, 0);
    store.membership(List.of(), List.of(entry(1)));
    store.audit(LINE);
    store.close();
    assertThat(store.failures()).isEqualTo(1);
  }

  @Test
  void whatWasKeptIsInTheFilesAfterwards() throws Exception {
    NodeFiles files = NodeFiles.open(folder);
    try (BackgroundStore store = new BackgroundStore(files, files.termCounter())) {
      store.membership(List.of(entry(7)), List.of(entry(8)));
      store.audit(LINE);
      store.termCounter(3);
    }
    NodeFiles again = NodeFiles.open(folder);
    assertThat(again.membership().certificates()).containsExactly(entry(7));
    assertThat(again.membership().entries()).containsExactly(entry(8));
    assertThat(again.lastAudit()).isEqualTo(LINE);
    assertThat(again.termCounter()).isEqualTo(16);
  }
}
