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

/// Each requirement that we call met names a test or a command that exists.
///
/// A row of docs/traceability.md is `| Rnnn | what it asks | shown by |`. The last cell has, in
/// back quotes, `TestClass#method`, `path/to/file.test.ts: name of the test`, a command of the root
/// that begins with `./`, or, where a document is asked for, that document of `docs/`.
class TraceabilityTest {

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  @Test
  void everyRowNamesATestOrCommandThatExists() {
    List<String> wrong = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (String line : House.text(House.root().resolve("docs/traceability.md")).lines().toList()) {
      if (!line.startsWith("| R")) {
        continue;
      }
      String[] cells = line.split("\\|", -1);
      String number = cells[1].strip();
      assertThat(number).matches("R\\d{3}");
      assertThat(cells).as(line).hasSize(5);
      assertThat(cells[2].strip()).as(number).isNotEmpty();
      numbers.add(number);
      addMissing(number, cells[3], wrong);
    }
    assertThat(wrong).isEmpty();
    assertThat(numbers).isNotEmpty().doesNotHaveDuplicates().isSorted();
  }

  private static void addMissing(String number, String cell, List<String> wrong) {
    Matcher quoted = QUOTED.matcher(cell);
    boolean any = false;
    while (quoted.find()) {
      any = true;
      if (!exists(quoted.group(1))) {
        wrong.add(number + ": " + quoted.group(1));
      }
    }
    if (!any) {
      wrong.add(number + ": names nothing");
    }
  }

  private static boolean exists(String shownBy) {
    if (shownBy.startsWith("./")) {
      String program = shownBy.split(" ", 2)[0];
      return Files.isExecutable(House.root().resolve(program));
    }
    if (shownBy.startsWith("docs/")) {
      return Files.exists(House.root().resolve(shownBy));
    }
    if (shownBy.contains(".test.ts: ")) {
      String[] parts = shownBy.split(": ", 2);
      Path file = House.root().resolve(parts[0]);
      return Files.exists(file) && House.text(file).contains(parts[1]);
    }
    String[] parts = shownBy.split("#", 2);
    return parts.length == 2 && methodExists(parts[0], parts[1]);
  }

  private static boolean methodExists(String type, String method) {
    return House.files(type + ".java").stream()
        .filter(file -> file.getFileName().toString().equals(type + ".java"))
        .anyMatch(file -> House.text(file).contains(" " + method + "("));
  }
}
