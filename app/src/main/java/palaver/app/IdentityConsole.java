// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import palaver.app.console.AdminConsole;
import palaver.app.console.ConsoleAnswer;
import palaver.http.rest.AccountDesk;
import palaver.http.rest.KeyDesk;
import palaver.http.rest.RefusedException;
import palaver.identity.Account;
import palaver.identity.AccountRecords;
import palaver.identity.Identified;
import palaver.identity.Role;
import palaver.identity.Scope;
import palaver.identity.ServerKey;
import palaver.rooms.ErrorCode;
import tools.jackson.databind.JsonNode;

/// The console's commands for accounts, keys and tokens.
final class IdentityConsole {

  private static final String ACTOR = AccountDesk.CONSOLE;

  private final AccountDesk accounts;
  private final KeyDesk keys;
  private final AccountRecords records;
  private final TokenKeyring keyring;

  IdentityConsole(
      AccountDesk accounts, KeyDesk keys, AccountRecords records, TokenKeyring keyring) {
    this.accounts = accounts;
    this.keys = keys;
    this.records = records;
    this.keyring = keyring;
  }

  void install(AdminConsole console) {
    console.register("key.add", this::addKey);
    console.register("key.list", _ -> listKeys());
    console.register("key.revoke", this::revokeKey);
    console.register("key.rotate", this::rotateKey);
    console.register("user.add", this::addUser);
    console.register("user.list", _ -> listUsers());
    console.register("user.role", this::changeRole);
    console.register("user.password", this::changePassword);
    console.register("user.disable", this::disable);
    console.register("token", this::token);
    console.register("token-keys.rotate", _ -> rotateTokenKeys());
  }

  private ConsoleAnswer addKey(JsonNode arguments) {
    EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (JsonNode id : arguments.path("scopes")) {
      scopes.add(constant(Scope.class, id.asString()));
    }
    long days = arguments.path("days").asLong(0);
    return made(
        keys.add(ACTOR, text(arguments, "name"), scopes, days == 0 ? null : Duration.ofDays(days)),
        "Programs show it as `Authorization: Bearer KEY`. It is shown this once.");
  }

  private ConsoleAnswer rotateKey(JsonNode arguments) {
    Duration overlap = Duration.ofSeconds(arguments.path("overlap_seconds").asLong(0));
    return made(
        keys.rotate(ACTOR, text(arguments, "id"), overlap),
        "The old key stays valid for " + overlap.toMinutes() + " minutes.");
  }

  private static ConsoleAnswer made(ServerKey.Made made, String remark) {
    return new ConsoleAnswer(
        true,
        List.of(made.key()),
        List.of("Key " + made.record().id() + " (" + made.record().name() + ").", remark));
  }

  private ConsoleAnswer listKeys() {
    List<String> lines = new ArrayList<>();
    for (ServerKey key : keys.all()) {
      lines.add(
          String.join(
              "\t",
              key.id(),
              keys.isValid(key) ? "valid" : "ended",
              Identified.join(key.scopes()),
              key.createdAt().toString(),
              key.name()));
    }
    return new ConsoleAnswer(true, lines, List.of());
  }

  private ConsoleAnswer revokeKey(JsonNode arguments) {
    String id = text(arguments, "id");
    keys.revoke(ACTOR, id);
    return ConsoleAnswer.done("Key " + id + " is not valid any more.");
  }

  private ConsoleAnswer addUser(JsonNode arguments) {
    String name = text(arguments, "name");
    Role role = constant(Role.class, text(arguments, "role"));
    accounts.add(ACTOR, name, role, text(arguments, "password"));
    return ConsoleAnswer.done("Added " + name + " as " + role.id() + ".");
  }

  private ConsoleAnswer listUsers() {
    List<String> lines = new ArrayList<>();
    for (Account account : records.accounts().join()) {
      lines.add(
          String.join(
              "\t",
              account.name(),
              account.role().id(),
              account.disabledAt() == null ? "active" : "disabled",
              account.secondFactor() ? "second factor" : "no second factor"));
    }
    return new ConsoleAnswer(true, lines, List.of());
  }

  private ConsoleAnswer changeRole(JsonNode arguments) {
    String name = text(arguments, "name");
    Role role = constant(Role.class, text(arguments, "role"));
    accounts.changeRole(ACTOR, name, role, Set.of());
    return ConsoleAnswer.done(name + " is " + role.id() + " from now on.");
  }

  private ConsoleAnswer changePassword(JsonNode arguments) {
    String name = text(arguments, "name");
    accounts.changePassword(ACTOR, name, text(arguments, "password"), "");
    return ConsoleAnswer.done(name + " has a new password, and all log-ins ended.");
  }

  private ConsoleAnswer disable(JsonNode arguments) {
    String name = text(arguments, "name");
    accounts.disable(ACTOR, name);
    return ConsoleAnswer.done(name + " cannot log in any more.");
  }

  private ConsoleAnswer token(JsonNode arguments) {
    AccountDesk.LoggedIn made = accounts.consoleToken(text(arguments, "name"));
    return new ConsoleAnswer(
        true,
        List.of(made.token()),
        List.of("Valid until " + made.session().expiresAt() + ", second factor included."));
  }

  private ConsoleAnswer rotateTokenKeys() {
    keyring.rotate();
    keys.tokenKeysRotated(ACTOR);
    return ConsoleAnswer.done("Tokens are signed with a new key; the one before stays good.");
  }

  private static String text(JsonNode arguments, String name) {
    return arguments.path(name).asString("");
  }

  private static <E extends Enum<E> & Identified> E constant(Class<E> type, String id) {
    return Identified.find(type, id)
        .orElseThrow(() ->
            new RefusedException(
                ErrorCode.BAD_REQUEST,
                id + " is none of: " + Identified.join(EnumSet.allOf(type))));
  }
}
