// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Which database a store uses")
final class DatabaseTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "postgresql://db/palaver,jdbc:postgresql://db/palaver",
    "postgres://db:5433/palaver,jdbc:postgresql://db:5433/palaver",
    "jdbc:postgresql://db/palaver?ssl=true,jdbc:postgresql://db/palaver?ssl=true",
    "postgresql://ada@db/palaver,jdbc:postgresql://db/palaver?user=ada",
    "postgresql://ada:a%26b@db/p?ssl=true,jdbc:postgresql://db/p?user=ada&password=a%26b&ssl=true"
  })
  void aUrlMayNameTheUserInFrontOfTheHost(String text, String jdbc) {
    assertThat(Database.Postgres.parse(text).url()).isEqualTo(jdbc);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mysql://db/x", "postgresql://db", "postgresql:///x", "not a url"})
  void whatIsNoUrlIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> Database.Postgres.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("postgresql://user:password@host:5432/name");
  }

  @Test
  void aPasswordIsInNoMessage() {
    assertThat(Database.Postgres.parse("postgresql://ada:secret@db/palaver"))
        .hasToString("postgresql://db/palaver");
    assertThatThrownBy(() -> Database.Postgres.parse("postgresql://ada:secret@ /palaver"))
        .hasMessageNotContaining("secret");
  }

  @Test
  @EnabledIfSystemProperty(named = TestDatabase.PROPERTY, matches = TestDatabase.POSTGRESQL)
  void aSecondServerOnTheSameDatabaseIsRefused() {
    Fixture fixture = new Fixture();
    try (Store first = fixture.open(folder)) {
      assertThat(first.worlds().all()).isNotEmpty();
      assertThatThrownBy(() -> fixture.open(folder))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("another server uses it");
    }
    fixture.open(folder).close();
  }
}
