// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import palaver.identity.AccountSession;
import palaver.identity.Grant;
import palaver.identity.Identified;
import palaver.identity.Permission;
import palaver.identity.Role;
import palaver.identity.Scope;

/// Who makes a call.
public sealed interface Caller {

  /// A host's program with a server key: acts for everybody, within the scopes of its key.
  ///
  /// @param keyId names the key in lists and logs; no secret
  record ServerKey(String keyId, Set<Scope> scopes) implements Caller {
    public ServerKey {
      scopes = Identified.copy(Scope.class, scopes);
    }

    /// A key with every scope.
    public static ServerKey ofAllScopes(String keyId) {
      return new ServerKey(keyId, EnumSet.allOf(Scope.class));
    }
  }

  /// Somebody with a guest ticket: acts for themselves, in worlds that are open to guests.
  record Guest(String userId) implements Caller {}

  /// Somebody whom a host's program sent with a participant token: acts for themselves, in one
  /// world.
  ///
  /// @param roomId the only room that they may enter, or null for all of the world
  record Participant(String userId, String world, @Nullable String roomId, Set<Grant> grants)
      implements Caller {
    public Participant {
      grants = Identified.copy(Grant.class, grants);
    }
  }

  /// Somebody logged in: acts for themselves; role and permissions say what else.
  ///
  /// @param expiresAt when the log-in ends
  /// @param secondFactorOpen whether a second factor was shown not long ago
  record Account(
      String sessionId,
      String name,
      Role role,
      Set<Permission> permissions,
      Instant expiresAt,
      boolean secondFactorOpen)
      implements Caller {
    public Account {
      permissions = Identified.copy(Permission.class, permissions);
    }

    /// Somebody logged in, with all that role and account give.
    public static Account of(AccountSession session, boolean secondFactorOpen) {
      Collection<Permission> all = EnumSet.noneOf(Permission.class);
      all.addAll(session.role().permissions());
      all.addAll(session.permissions());
      return new Account(
          session.sessionId(),
          session.name(),
          session.role(),
          Identified.copy(Permission.class, all),
          session.expiresAt(),
          secondFactorOpen);
    }

    public boolean may(Permission permission) {
      return permissions.contains(permission);
    }
  }

  /// Whether the caller may act for `userId`.
  default boolean actsFor(String userId) {
    String subject = subject();
    return subject == null || subject.equals(userId);
  }

  /// The user whom the caller is, or null for a server key, which is nobody.
  default @Nullable String subject() {
    return switch (this) {
      case ServerKey _ -> null;
      case Guest guest -> guest.userId();
      case Participant participant -> participant.userId();
      case Account account -> account.name();
    };
  }

  /// Whether the caller's token is for this room; whether the world is open to guests is another
  /// matter.
  default boolean mayEnter(String world, String roomId) {
    return maySee(world)
        && switch (this) {
          case Participant participant ->
              participant.grants().contains(Grant.JOIN)
                  && (participant.roomId() == null || participant.roomId().equals(roomId));
          case ServerKey _, Guest _, Account _ -> true;
        };
  }

  /// Whether the caller's token is for this world.
  default boolean maySee(String world) {
    return !(this instanceof Participant participant) || participant.world().equals(world);
  }
}
