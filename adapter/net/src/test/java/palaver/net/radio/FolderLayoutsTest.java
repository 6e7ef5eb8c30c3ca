// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.Bytes;
import palaver.net.SystemSecrets;
import palaver.net.radio.FolderLayouts.Moved;

/// The way of a data folder from one layout to another, and what is left where it is cut off.
class FolderLayoutsTest {

  private static final int STEPS_MAX = 40;
  private static final String MEMBERSHIP = "certificate 01\nentry 02\nentry 03\n";

  @TempDir Path temp;

  /// A folder as the last version of layout 1 left it.
  private Path older(String name) throws IOException {
    Path folder = Files.createDirectory(temp.resolve(name));
    Files.writeString(folder.resolve("format"), "1");
    Files.writeString(folder.resolve("device.key"), "0".repeat(128));
    Files.writeString(folder.resolve("boots"), "12");
    Files.writeString(folder.resolve("switches"), "relay\naudio-pipeline\n");
    Files.writeString(folder.resolve("membership"), MEMBERSHIP);
    return folder;
  }

  /// All files but the copies of what was, by their names.
  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> list = Files.list(folder)) {
      for (Path file : list.filter(Files::isRegularFile).toList()) {
        all.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return all;
  }

  @Test
  void aFreshFolderHasTheLayoutOfThisVersion() throws Exception {
    assertThat(FolderLayouts.upgrade(temp)).isNull();
    assertThat(FolderLayouts.of(temp)).isNull();
    NodeFiles.open(temp);
    assertThat(FolderLayouts.of(temp)).isEqualTo(new FolderLayout(2, 2));
    assertThat(FolderLayouts.upgrade(temp)).as("nothing to do").isNull();
  }

  @Test
  void anOlderFolderIsUpgradedAndWhatChangedIsKeptAsItWas() throws Exception {
    Path folder = older("node");
    assertThatThrownBy(() -> NodeFiles.open(folder)).hasMessageStartingWith("DATA_FOLDER_OLDER: ");
    Map<String, String> before = files(folder);

    Moved moved = FolderLayouts.upgrade(folder);
    Path copies = folder.resolve("before-2");
    assertThat(moved).isEqualTo(new Moved(1, 2, List.of("switches"), copies));
    assertThat(folder.resolve("switches")).hasContent("relay off\naudio-pipeline off");
    assertThat(folder.resolve("format")).hasContent("2");
    assertThat(NodeFiles.open(folder).membership().entries()).hasSize(2);
    assertThat(files(copies)).isEqualTo(Map.of("format", "1", "switches", before.get("switches")));
    assertThat(permissions(copies)).isEqualTo("rwx------");
    assertThat(permissions(copies.resolve("switches"))).isEqualTo("rw-------");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aFolderThatWentUpAndDownIsAsItWas() throws Exception {
    Path folder = older("node");
    Map<String, String> before = files(folder);
    FolderLayouts.upgrade(folder);
    Moved moved = Objects.requireNonNull(FolderLayouts.downgrade(folder, 1));
    assertThat(files(folder)).isEqualTo(before);
    assertThat(moved.before().resolve("switches")).hasContent("relay off\naudio-pipeline off");
    assertThat(FolderLayouts.downgrade(folder, 1)).as("it is there already").isNull();
  }

  @Test
  void whatLayoutOneWouldTakeForDamageIsLeftOutOnTheWayDown() throws Exception {
    Path folder = older("node");
    FolderLayouts.upgrade(folder);
    Files.writeString(folder.resolve("switches"), "protocol-v2 on\nrelay off\n+later 5\n");
    Files.writeString(folder.resolve("membership"), "certificate 01\n+name 7\nentry 02\nentry 0");
    Files.writeString(folder.resolve("audit"), "+later\n");
    FolderLayouts.downgrade(folder, 1);
    assertThat(folder.resolve("switches")).hasContent("relay");
    assertThat(folder.resolve("membership")).hasContent("certificate 01\nentry 02");
    assertThat(folder.resolve("audit")).isEmptyFile();
    assertThat(folder.resolve("before-1").resolve("audit")).hasContent("+later");
  }

  @Test
  void aLaterLayoutIsRefusedAndLeftAlone() throws Exception {
    Path folder = older("node");
    Files.writeString(folder.resolve("format"), "4 3");
    Map<String, String> before = files(folder);
    List<FolderRefused.Cause> why = new ArrayList<>();
    for (Attempt attempt :
        List.<Attempt>of(
            FolderLayouts::upgrade,
            NodeFiles::open,
            NodeFiles::look,
            path -> FolderLayouts.downgrade(path, 1))) {
      try {
        attempt.on(folder);
      } catch (FolderRefused refused) {
        assertThat(refused).hasMessageStartingWith("DATA_FOLDER_NEWER: it has layout 4 3, this");
        why.add(refused.why());
      }
    }
    assertThat(why).hasSize(4).containsOnly(FolderRefused.Cause.NEWER);
    assertThat(files(folder)).isEqualTo(before);
  }

  private interface Attempt {
    void on(Path folder) throws IOException;
  }

  @Test
  void aLaterLayoutThatOnlyAddsIsOpenedAndNothingOfItIsLost() throws Exception {
    Path folder = older("node");
    FolderLayouts.upgrade(folder);
    Files.writeString(folder.resolve("format"), "3 2");
    Files.writeString(folder.resolve("later"), "a file");
    Files.writeString(folder.resolve("membership"), "certificate 01\n+name 7\nentry 02\n");

    assertThat(FolderLayouts.upgrade(folder)).isNull();
    NodeFiles files = NodeFiles.open(folder);
    files.membership(List.of(), List.of(Bytes.of((byte) 9)));
    assertThat(files.membership().entries())
        .containsExactly(Bytes.of((byte) 2), Bytes.of((byte) 9));
    files.nextBoot(0);
    assertThat(folder.resolve("membership"))
        .hasContent("certificate 01\n+name 7\nentry 02\nentry 09");
    assertThat(folder.resolve("format")).hasContent("3 2");
    assertThat(folder.resolve("later")).hasContent("a file");
  }

  @Test
  void aNumberThatIsLostOrDamagedIsRefused() throws Exception {
    Path folder = older("node");
    for (String damaged : List.of("", "two", "2 3", "0", "1 1 1", "12345678901")) {
      Files.writeString(folder.resolve("format"), damaged);
      assertThatThrownBy(() -> FolderLayouts.upgrade(folder))
          .as("format %s", damaged)
          .hasMessageStartingWith("DATA_FOLDER_DAMAGED: ");
    }
    Files.delete(folder.resolve("format"));
    assertThatThrownBy(() -> NodeFiles.open(folder)).hasMessageStartingWith("DATA_FOLDER_DAMAGED");
    assertThat(folder.resolve("format")).doesNotExist();
  }

  @Test
  void aLayoutThatNobodyKnowsIsNoGoal() throws Exception {
    Path folder = older("node");
    for (int to : new int[] {-1, 0, 2, 9}) {
      assertThatThrownBy(() -> FolderLayouts.downgrade(folder, to))
          .hasMessageStartingWith("DATA_FOLDER_NO_SUCH_LAYOUT: ");
    }
    assertThatThrownBy(() -> FolderLayouts.downgrade(Files.createDirectory(temp.resolve("new")), 1))
        .isInstanceOf(FolderRefused.class);
  }

  /// The way that is cut off.
  private interface Way {
    void go(Path folder, Runnable step) throws IOException;
  }

  private static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /// Cuts a way off before each change of the disk, one after the other; how many there were.
  private int cutEverywhere(Way way, boolean up) throws IOException {
    for (int cut = 0; cut < STEPS_MAX; cut++) {
      Path folder = older((up ? "up-" : "down-") + cut);
      if (!up) {
        FolderLayouts.upgrade(folder);
      }
      int[] left = {cut};
      try {
        way.go(
            folder,
            () -> {
              if (left[0]-- == 0) {
                throw new Cut();
              }
            });
        return cut;
      } catch (Cut _) {
        opensAfterwards(folder, "cut before step " + cut);
      }
    }
    return STEPS_MAX;
  }

  /// A program of layout 1 finds a whole folder or is kept out; this version opens it.
  private static void opensAfterwards(Path folder, String where) throws IOException {
    if (Files.readString(folder.resolve("format")).equals("1")) {
      assertThat(folder.resolve("switches")).as(where).hasContent("relay\naudio-pipeline");
      assertThat(folder.resolve("membership")).as(where).hasContent(MEMBERSHIP);
    }
    FolderLayouts.upgrade(folder);
    NodeFiles files = NodeFiles.open(folder);
    assertThat(files.deviceSecret(new SystemSecrets(), 64)).as(where).hasSize(64);
    assertThat(files.membership().entries()).as(where).hasSize(2);
    assertThat(files.nextBoot(0)).as(where).isEqualTo(13);
    assertThat(folder.resolve("switches")).as(where).hasContent("relay off\naudio-pipeline off");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .as(where)
          .doesNotContain("layout.new", "layout.moving");
    }
  }

  @Test
  void whereverTheWayUpIsCutOffTheFolderOpens() throws Exception {
    assertThat(cutEverywhere(FolderLayouts::upgrade, true)).isBetween(8, STEPS_MAX - 1);
  }

  @Test
  void whereverTheWayDownIsCutOffTheFolderOpens() throws Exception {
    Way down = (folder, step) -> FolderLayouts.downgrade(folder, 1, step);
    assertThat(cutEverywhere(down, false)).isBetween(8, STEPS_MAX - 1);
  }

  @Test
  @Timeout(120)
  void aProcessThatIsKilledInTheMiddleLeavesAFolderThatOpens() throws Exception {
    for (int step : new int[] {2, 5, 6, 7, 9, 10}) {
      Path folder = older("killed-" + step);
      Process victim =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  UpgradeVictim.class.getName(),
                  folder.toString(),
                  String.valueOf(step))
              .redirectErrorStream(true)
              .start();
      assertThat(victim.inputReader().readLine()).isEqualTo(UpgradeVictim.THERE);
      victim.destroyForcibly();
      assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(victim.exitValue()).as("killed by signal 9").isEqualTo(128 + 9);
      opensAfterwards(folder, "killed before step " + step);
    }
  }
}
