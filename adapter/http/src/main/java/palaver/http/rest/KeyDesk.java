// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import palaver.identity.Identified;
import palaver.identity.IdentityAct;
import palaver.identity.IdentityAct.Kind;
import palaver.identity.Scope;
import palaver.identity.ServerKey;
import palaver.rooms.ErrorCode;

/// All that is done with server keys, for REST and for the console alike. Blocks; refusals are
/// [RefusedException].
public final class KeyDesk {
  /// For how long a key stays valid beside the one that takes over.
  public static final Duration OVERLAP = Duration.ofDays(1);

  private final IdentityPorts ports;
  private final Patience patience;

  public KeyDesk(IdentityPorts ports, Patience patience) {
    this.ports = ports;
    this.patience = patience;
  }

  /// Every key, the newest first.
  public List<ServerKey> all() {
    return ports.keys().all();
  }

  public boolean isValid(ServerKey key) {
    return key.isValid(ports.wallClock().instant());
  }

  /// Makes a key. The answer is the only place where it is ever seen.
  ///
  /// @param lifetime how long it is valid, or null for no end
  public ServerKey.Made add(
      String actor, String name, Set<Scope> scopes, @Nullable Duration lifetime) {
    if (scopes.isEmpty()) {
      throw new RefusedException(ErrorCode.BAD_REQUEST, "A key has at least one scope.");
    }
    Instant now = ports.wallClock().instant();
    ServerKey.Made made =
        ServerKey.make(
            name, scopes, now, lifetime == null ? null : now.plus(lifetime), ports.secrets());
    patience.stored(ports.keys().add(made.record()));
    note(Kind.KEY_ADDED, actor, made.record(), now);
    return made;
  }

  /// Makes a key that takes over from the one with this id: same name, same scopes. The old one
  /// stays valid for `overlap`, so that nothing stands still while programs change over.
  public ServerKey.Made rotate(String actor, String id, Duration overlap) {
    Instant now = ports.wallClock().instant();
    ServerKey old = find(id);
    ServerKey.Made made = ServerKey.make(old.name(), old.scopes(), now, null, ports.secrets());
    patience.stored(ports.keys().add(made.record()));
    // A key that ends sooner anyway ends when it was to end.
    patience.stored(ports.keys().expire(id, now.plus(overlap)));
    note(Kind.KEY_ROTATED, actor, made.record(), now);
    return made;
  }

  /// Ends a key at once.
  public void revoke(String actor, String id) {
    Instant now = ports.wallClock().instant();
    ServerKey key = find(id);
    patience.stored(ports.keys().revoke(id, now));
    note(Kind.KEY_REVOKED, actor, key, now);
  }

  private ServerKey find(String id) {
    return ports.keys().all().stream()
        .filter(key -> key.id().equals(id) && isValid(key))
        .findFirst()
        .orElseThrow(() ->
            new RefusedException(ErrorCode.KEY_NOT_FOUND, "There is no valid key of this id."));
  }

  /// Notes that tokens are signed with a new key.
  public void tokenKeysRotated(String actor) {
    Instant now = ports.wallClock().instant();
    ports.audit().note(new IdentityAct(Kind.KEY_ROTATED, actor, "token-keys", null, now));
  }

  private void note(Kind kind, String actor, ServerKey key, Instant now) {
    ports.audit().note(new IdentityAct(kind, actor, key.id(), Identified.join(key.scopes()), now));
  }
}
