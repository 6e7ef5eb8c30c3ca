// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.identity.Scope;
import palaver.identity.ServerKey;
import palaver.identity.Sha256;

/// Server keys over restarts, with their scopes and ends.
class ApiKeysTest {
  private final Fixture fixture = new Fixture();
  @TempDir Path folder;

  @Test
  void aKeyKeepsItsNameScopesAndEndOverARestart() {
    Set<Scope> scopes = EnumSet.of(Scope.VOICE, Scope.TOKENS);
    ServerKey key =
        ServerKey.of("secret", "bot", scopes, Fixture.NOON, Fixture.NOON.plusSeconds(60));
    try (Store store = fixture.open(folder)) {
      assertThat(store.apiKeys().all()).isEmpty();
      store.apiKeys().add(key).join();
      assertThat(store.apiKeys().valid(key.sha256())).contains(key);
    }
    try (Store store = fixture.open(folder)) {
      assertThat(store.apiKeys().all()).containsExactly(key);
      assertThat(store.apiKeys().valid(key.sha256())).contains(key);
      assertThat(store.apiKeys().valid("unknown")).isEmpty();
      fixture.advanceSeconds(60);
      assertThat(store.apiKeys().valid(key.sha256())).isEmpty();
    }
  }

  @Test
  void twoKeysAreValidWhileOneTakesOverFromTheOther() { // R052
    ServerKey old = ServerKey.of("old", "bot", Set.of(Scope.VOICE), Fixture.NOON, null);
    try (Store store = fixture.open(folder)) {
      store.apiKeys().add(old).join();
      fixture.advanceSeconds(1);
      ServerKey fresh = ServerKey.of("fresh", "bot", Set.of(Scope.VOICE), fixture.instant(), null);
      store.apiKeys().add(fresh).join();
      assertThat(store.apiKeys().expire(old.id(), fixture.instant().plusSeconds(10)).join())
          .isTrue();

      assertThat(store.apiKeys().valid(old.sha256())).isPresent();
      assertThat(store.apiKeys().valid(fresh.sha256())).isPresent();
      fixture.advanceSeconds(10);
      assertThat(store.apiKeys().valid(old.sha256())).isEmpty();
      assertThat(store.apiKeys().valid(fresh.sha256())).isPresent();
      assertThat(store.apiKeys().all())
          .extracting(ServerKey::id)
          .containsExactly(fresh.id(), old.id());
    }
  }

  @Test
  void aRevokedKeyIsInvalidAtOnceAndForGood() {
    ServerKey key = ServerKey.of("secret", "bot", Set.of(Scope.VOICE), Fixture.NOON, null);
    try (Store store = fixture.open(folder)) {
      store.apiKeys().add(key).join();
      assertThat(store.apiKeys().revoke("unknown", Fixture.NOON).join()).isFalse();
      assertThat(store.apiKeys().revoke(key.id(), Fixture.NOON).join()).isTrue();
      assertThat(store.apiKeys().valid(key.sha256())).isEmpty();
      assertThat(store.apiKeys().revoke(key.id(), Fixture.NOON).join()).isFalse();
      store.apiKeys().add(key).join();
      assertThat(store.apiKeys().valid(key.sha256())).isEmpty();
    }
    try (Store store = fixture.open(folder)) {
      assertThat(store.apiKeys().valid(key.sha256())).isEmpty();
      assertThat(store.apiKeys().all()).hasSize(1);
    }
  }

  @Test
  void aKeyOfTheFormerSchemaKeepsEveryScope() {
    String hash = Sha256.hex("former");
    Backend backend = Backend.of(TestDatabase.in(folder), Fixture.LIMITS);
    Migrations.of(backend).target("4").load().migrate();
    Fixture.other(folder)
        .useHandle(handle ->
            handle.execute(
                "INSERT INTO api_keys (key_sha256, created_at) VALUES (?, ?)",
                hash,
                "2026-03-01T12:00:00.000Z"));
    try (Store store = fixture.open(folder)) {
      assertThat(store.apiKeys().valid(hash))
          .hasValueSatisfying(key -> assertThat(key.scopes()).containsExactly(Scope.values()));
    }
  }
}
