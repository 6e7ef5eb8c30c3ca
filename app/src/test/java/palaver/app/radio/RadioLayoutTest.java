// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palaver.app.radio.Nodes.Ran;
import palaver.app.start.StartFailure;

/// Data folders that older versions wrote, upgraded, used, and brought down again. The folders are
/// real: see `layouts.md` beside them.
@Timeout(120)
final class RadioLayoutTest {

  private static final String ADA = "24b95ea02ca12ca4";
  private static final String GRACE = "2cb85bff3d93362a";

  @TempDir Path folder;

  /// Copies the folders of both nodes.
  private Nodes fixture(String name) throws Exception {
    Path from = Path.of(Objects.requireNonNull(getClass().getResource(name)).toURI());
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.filter(path -> !path.equals(from)).toList()) {
        Files.copy(each, folder.resolve(from.relativize(each).toString()));
      }
    }
    return new Nodes(folder);
  }

  /// Both nodes as they run on their folders, and that one hears the other.
  private void talk(Nodes nodes, Nodes.Pair also) throws Exception {
    int port = Nodes.freePort();
    Path heard = folder.resolve("heard.wav");
    try (RadioStation ada = nodes.start("Ada", port, null);
        RadioStation grace = nodes.start("Grace", 0, null, port)) {
      Nodes.until("both agree", () -> Nodes.agreed(ada, grace));
      Thread talking = Thread.startVirtualThread(() -> nodes.talk("Grace", 3));
      Nodes.until("Ada hears who talks", () -> ada.snapshot().talker() != null);
      assertThat(nodes.radio("Ada", "listen", "--out", heard.toString(), "--seconds", "1").code())
          .isZero();
      talking.join();
      also.with(ada, grace);
    }
    assertThat(Nodes.loudSamples(heard)).isGreaterThan(20_000);
  }

  private Map<String, String> files(String node) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> list = Files.list(folder.resolve(node))) {
      for (Path file : list.filter(Files::isRegularFile).toList()) {
        all.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"layout-1-first", "layout-1-last"})
  void anOldFolderGoesUpAndDownAndUpAgainAndItsNodesTalk(String fixture) throws Exception {
    Nodes nodes = fixture(fixture);
    Map<String, String> before = files("Ada");
    talk(nodes, (ada, _) -> assertThat(ada.facts().isOperator()).isTrue());
    assertThat(nodes.radio("Ada", "data").out())
        .isEqualTo("layout 2; this version writes layout 2\n");

    for (String node : List.of("Ada", "Grace")) {
      Ran down = nodes.radio(node, "data", "downgrade", "--to", "1");
      assertThat(down.code()).as(down.err()).isZero();
      assertThat(down.out()).startsWith("Brought from layout 2 to 1; changed: ");
      LayoutOne.read(folder.resolve(node));
    }
    LayoutOne ada = LayoutOne.read(folder.resolve("Ada"));
    assertThat(files("Ada"))
        .containsEntry("device.key", before.get("device.key"))
        .containsEntry("channel.key", before.get("channel.key"))
        .containsEntry("channel", before.get("channel"));
    assertThat(ada.certificates()).hasSize(1);
    assertThat(ada.entries()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(ada.boots()).isGreaterThan(Long.parseLong(before.get("boots")));
    assertThat(ada.term()).isGreaterThanOrEqualTo(Long.parseLong(before.get("term")));

    talk(
        nodes,
        (again, _) ->
            assertThat(
                    again.snapshot().members().stream().map(each -> each.line().node().toString()))
                .contains(ADA, GRACE));
  }

  @Test
  void nothingThatTheFolderHeldIsLostOnTheWayUpAndDown() throws Exception {
    Nodes nodes = fixture("layout-1-last");
    Map<String, String> before = files("Ada");
    talk(
        nodes,
        (ada, grace) -> {
          assertThat(ada.facts().settings()).isEqualTo(grace.facts().settings());
          assertThat(nodes.radio("Ada", "settings", "get", "bitrate").out()).contains("24000");
          assertThat(nodes.radio("Ada", "settings", "history").out().lines().count()).isEqualTo(2);
          assertThat(nodes.radio("Ada", "switch").out()).contains("relay  off", "election  on");
          assertThat(nodes.radio("Grace", "switch").out()).contains("audio-pipeline  off");
          assertThat(nodes.radio("Ada", "members").out().lines()).hasSize(2);
        });
    assertThat(nodes.radio("Ada", "data", "downgrade", "--to", "1").code()).isZero();
    Map<String, String> after = files("Ada");
    assertThat(after)
        .containsEntry("format", "1")
        .containsEntry("switches", "relay\n")
        .containsEntry("handsets", before.get("handsets"));
    for (String grows : List.of("membership", "settings", "audit")) {
      assertThat(after.get(grows)).as(grows).startsWith(before.get(grows));
    }
    assertThat(LayoutOne.read(folder.resolve("Ada")).off()).containsExactly("relay");
  }

  @Test
  void aFolderOfALaterVersionIsRefusedByNameAndLeftAlone() throws Exception {
    Nodes nodes = fixture("layout-1-last");
    Files.writeString(folder.resolve("Ada/format"), "9");
    Map<String, String> before = files("Ada");
    assertThatThrownBy(() -> nodes.start("Ada", 0, null))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("DATA_FOLDER_NEWER: it has layout 9");
    Ran down = nodes.radio("Ada", "data", "downgrade", "--to", "1");
    assertThat(down.code()).isEqualTo(1);
    assertThat(down.err()).contains("DATA_FOLDER_NEWER");
    Map<String, String> after = files("Ada");
    after.remove("lock");
    assertThat(after).isEqualTo(before);
  }

  @Test
  void noNodeRunsWhileItsFolderIsBroughtDown() throws Exception {
    Nodes nodes = new Nodes(folder);
    try (RadioStation _ = nodes.start("Ada", 0, null)) {
      assertThat(nodes.radio("Ada", "data", "downgrade", "--to", "1").err())
          .contains("another radio node runs");
    }
    assertThat(nodes.radio("Ada", "data", "downgrade", "--to", "7").err())
        .contains("DATA_FOLDER_NO_SUCH_LAYOUT");
    assertThat(nodes.radio("Ada", "data", "downgrade", "--to", "1").out())
        .contains("changed: no file but the number");
    assertThat(nodes.radio("Ada", "data").out()).startsWith("layout 1; ");
  }

  /// What the first version of layout 1 takes from a folder, by its rules: any line of `membership`
  /// that is no certificate is an entry, and what it cannot read is damage.
  private record LayoutOne(
      List<String> certificates, List<String> entries, List<String> off, long boots, long term) {

    static LayoutOne read(Path folder) throws IOException {
      assertThat(folder.resolve("format")).hasContent("1");
      assertThat(Files.readString(folder.resolve("device.key")).strip()).matches("[0-9a-f]{128}");
      assertThat(Files.readString(folder.resolve("channel")).strip()).matches("[0-9a-f]{64} .+");
      List<String> certificates = new ArrayList<>();
      List<String> entries = new ArrayList<>();
      for (String line : Files.readAllLines(folder.resolve("membership"))) {
        assertThat(line).matches("(certificate|entry) ([0-9a-f]{2})+");
        (line.startsWith("certificate ") ? certificates : entries).add(line);
      }
      Path switches = folder.resolve("switches");
      return new LayoutOne(
          certificates,
          entries,
          Files.exists(switches) ? Files.readAllLines(switches) : List.of(),
          Long.parseLong(Files.readString(folder.resolve("boots")).strip()),
          Long.parseLong(Files.readString(folder.resolve("term")).strip()));
    }
  }
}
