// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.config.RoutesConfig;
import java.time.InstantSource;
import palaver.http.access.ParticipantTokens;

/// The REST calls of accounts, keys and tokens, and their addresses.
public final class IdentityCalls {
  private final LoginCalls login;
  private final SecondFactorCalls secondFactor;
  private final AccountCalls accounts;
  private final KeyCalls keys;
  private final TokenCall token;
  private final FirstAdminCall firstAdmin;

  public IdentityCalls(
      IdentityPorts ports, FirstAdmin first, Doorman doorman, Patience patience, int bodyBytesMax) {
    InstantSource clock = ports.wallClock();
    AccountDesk desk = new AccountDesk(ports, patience);
    SecondFactorDesk factors = new SecondFactorDesk(ports, desk, patience);
    ParticipantTokens tokens = new ParticipantTokens(ports.signer(), clock);
    login = new LoginCalls(doorman, desk, factors, clock, bodyBytesMax);
    secondFactor = new SecondFactorCalls(doorman, factors, bodyBytesMax);
    accounts = new AccountCalls(doorman, desk, clock, bodyBytesMax);
    keys = new KeyCalls(doorman, new KeyDesk(ports, patience), clock, bodyBytesMax);
    token = new TokenCall(doorman, tokens, clock, bodyBytesMax);
    firstAdmin = new FirstAdminCall(doorman, desk, first, login, bodyBytesMax);
  }

  public void install(RoutesConfig routes) {
    routes.post("/api/first-admin", firstAdmin::handle);
    routes.post("/api/voice/token", token::handle);
    routes.get("/api/account", login::whoAmI);
    routes.post("/api/account/login", login::logIn);
    routes.post("/api/account/logout", login::logOut);
    routes.post("/api/account/password", login::changePassword);
    routes.post("/api/account/second-factor", secondFactor::show);
    routes.post("/api/account/second-factor/enrol", secondFactor::enrol);
    routes.post("/api/account/second-factor/confirm", secondFactor::confirm);
    routes.get("/api/admin/accounts", accounts::list);
    routes.post("/api/admin/accounts", accounts::add);
    routes.post("/api/admin/accounts/{name}/role", accounts::changeRole);
    routes.post("/api/admin/accounts/{name}/disable", accounts::disable);
    routes.get("/api/admin/keys", keys::list);
    routes.post("/api/admin/keys", keys::add);
    routes.post("/api/admin/keys/{id}/rotate", keys::rotate);
    routes.post("/api/admin/keys/{id}/revoke", keys::revoke);
  }
}
