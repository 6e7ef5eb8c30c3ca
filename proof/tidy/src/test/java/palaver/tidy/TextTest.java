// SPDX-License-Identifier: Apache-2.0
package palaver.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is written down is whole: headers, links, the changelog, and nothing left over.
class TextTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

  private static final Pattern LEFT_OVER =
      Pattern.compile(
          "\\b(TO"
              + "DO|FIX"
              + "ME|XX"
              + "X)\\b|@Dis"
              + "abled|printStack"
              + "Trace\\(|Thread\\.sle"
              + "ep|\\.sk"
              + "ip\\(['\"]");

  private static final Pattern HOST_OF_A_REGISTRY =
      Pattern.compile("registry\\.npm" + "js|repo1?\\.mav" + "en|deb\\.deb" + "ian");

  @Test
  void everySourceFileNamesItsLicence() {
    List<String> wrong = new ArrayList<>();
    for (Path file : House.files(".java")) {
      if (!House.text(file).startsWith("// SPDX-License-Identifier: Apache-2.0\n")) {
        wrong.add(House.shown(file));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void nothingIsLeftForLater() {
    List<String> wrong = new ArrayList<>();
    for (String suffix : List.of(".java", ".ts", ".sql", ".css")) {
      for (Path file : House.files(suffix)) {
        addMatches(file, LEFT_OVER, wrong);
      }
    }
    assertThat(wrong).as("notes for later, skipped tests, sleeps").isEmpty();
  }

  @Test
  void nothingNamesTheHostOfARegistry() {
    List<String> wrong = new ArrayList<>();
    for (Path file : House.files("")) {
      String name = file.getFileName().toString();
      if (!name.matches(".*\\.(png|jpg|ogg|wav|webp|ico|opus|bin)")) {
        addMatches(file, HOST_OF_A_REGISTRY, wrong);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void addMatches(Path file, Pattern pattern, List<String> wrong) {
    int number = 0;
    for (String line : House.text(file).lines().toList()) {
      number++;
      if (pattern.matcher(line).find()) {
        wrong.add(House.shown(file) + ":" + number + ": " + line.strip());
      }
    }
  }

  @Test
  void linksInDocumentsLeadSomewhere() {
    List<String> wrong = new ArrayList<>();
    for (Path file : House.files(".md")) {
      Matcher link = LINK.matcher(House.text(file));
      while (link.find()) {
        String target = link.group(1);
        boolean outside = target.matches("(https?|mailto):.*");
        if (!outside && !Files.exists(file.resolveSibling(target).normalize())) {
          wrong.add(House.shown(file) + " -> " + target);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theChangelogKeepsItsShape() {
    List<String> lines = House.text(House.root().resolve("CHANGELOG.md")).lines().toList();
    assertThat(lines.getFirst()).isEqualTo("# Changelog");
    List<String> headings = lines.stream().filter(line -> line.startsWith("## ")).toList();
    assertThat(headings).isNotEmpty();
    assertThat(headings.getFirst()).isEqualTo("## Unreleased");
    assertThat(headings).allMatch(line -> line.matches("## (Unreleased|\\d+\\.\\d+\\.\\d+ .*)"));
    List<String> groups = lines.stream().filter(line -> line.startsWith("### ")).toList();
    assertThat(groups)
        .allMatch(line -> line.matches("### (Breaking|Added|Changed|Fixed|Removed|Security)"));
    assertThat(lines)
        .allMatch(line -> line.isBlank() || line.startsWith("#") || line.matches("(- |  ).*"));
  }
}
