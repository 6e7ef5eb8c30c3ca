// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import palaver.http.access.RateLimit;
import palaver.identity.Grant;
import palaver.identity.Permission;
import palaver.identity.Scope;
import palaver.rooms.ErrorCode;

/// The documents list what the code has, with the same numbers.
class ReferenceTest {

  @Test
  void everyErrorCodeIsDocumentedWithItsStatus() throws IOException { // R557
    List<String> rows = rows("docs/reference-errors.md", "[A-Z_]+` \\| \\d.*");
    List<String> wanted = new ArrayList<>();
    for (ErrorCode code : ErrorCode.values()) {
      wanted.add("| `" + code + "` | " + Errors.status(code) + " |");
    }
    assertThat(rows).hasSameSizeAs(wanted);
    for (String row : wanted) {
      assertThat(rows).as(row).anyMatch(line -> line.startsWith(row));
    }
    assertThat(rows).allMatch(line -> line.split("\\|", -1).length == 6);
  }

  @Test
  void theClientKnowsEveryErrorCode() throws IOException {
    String types = text("web/client/src/protocol.ts");
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(types).contains("'" + code + "'");
    }
  }

  @Test
  void everyRateLimitIsDocumentedWithItsNumbers() throws IOException { // R561
    List<String> rows =
        rows("docs/reference-errors.md", "[A-Z_]+` \\| (address|user|account|key) .*");
    List<String> wanted = new ArrayList<>();
    for (RateLimit limit : RateLimit.values()) {
      wanted.add(
          String.format(
              Locale.ROOT,
              "| `%s` | %s | %,d | %,d |",
              limit,
              limit.subject().name().toLowerCase(Locale.ROOT),
              limit.rule().burst(),
              limit.rule().perMinute()));
    }
    assertThat(rows).hasSameSizeAs(wanted);
    for (String row : wanted) {
      assertThat(rows).as(row).anyMatch(line -> line.startsWith(row));
    }
  }

  @Test
  void everyPermissionScopeAndGrantIsDocumented() throws IOException { // R560
    String guide = text("docs/authentication.md");
    for (Permission permission : Permission.values()) {
      String secondFactor = permission.demandsSecondFactor() ? "yes" : "no";
      assertThat(guide)
          .contains(
              "| `"
                  + permission.id()
                  + "` | "
                  + permission.role().id()
                  + " | "
                  + secondFactor
                  + " |");
    }
    for (Scope scope : Scope.values()) {
      assertThat(guide).contains("| `" + scope.id() + "` |");
    }
    for (Grant grant : Grant.values()) {
      assertThat(guide).contains("| `" + grant.id() + "` |");
    }
  }

  private static List<String> rows(String file, String shape) throws IOException {
    return text(file).lines().filter(line -> line.matches("\\| `" + shape)).toList();
  }

  private static String text(String file) throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("verify"))) {
      Path parent = root.getParent();
      if (parent == null) {
        throw new AssertionError("there is no checkout above");
      }
      root = parent;
    }
    return Files.readString(root.resolve(file));
  }
}
