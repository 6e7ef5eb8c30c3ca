// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import java.time.Instant;
import java.util.List;
import palaver.http.access.Caller;
import palaver.identity.Account;
import palaver.identity.CodeAttempt;
import palaver.identity.IdentityAct;
import palaver.identity.IdentityAct.Kind;
import palaver.identity.RecoveryCodes;
import palaver.identity.SecondFactor;
import palaver.identity.Totp;
import palaver.rooms.ErrorCode;

/// All that is done with second factors. Blocks; refusals are [RefusedException].
final class SecondFactorDesk {
  private static final String ISSUER = "Palaver";

  private final IdentityPorts ports;
  private final AccountDesk accounts;
  private final Patience patience;

  SecondFactorDesk(IdentityPorts ports, AccountDesk accounts, Patience patience) {
    this.ports = ports;
    this.accounts = accounts;
    this.patience = patience;
  }

  /// What a new authenticator is set up with.
  ///
  /// @param secret as people type it
  /// @param uri as authenticators read it from a QR code
  record Enrolment(String secret, String uri) {
    @Override
    public String toString() {
      return "Enrolment[]";
    }
  }

  /// Begins with a new authenticator; the old one is good no more. Whoever has only a stolen log-in
  /// must not get here, so the password is asked for again, and a code of the old one.
  Enrolment enrol(Caller.Account caller, String password) {
    accounts.requirePassword(caller.name(), password);
    if (accounts.account(caller.name()).secondFactor()) {
      Doorman.requireSecondFactor(caller);
    }
    byte[] secret = ports.secrets().bytes(Totp.SECRET_BYTES);
    String sealed = ports.box().seal(secret, SecondFactor.purpose(caller.name()));
    patience.stored(ports.accounts().enrol(caller.name(), SecondFactor.unconfirmed(sealed)));
    return new Enrolment(Totp.text(secret), Totp.uri(secret, ISSUER, caller.name()));
  }

  /// Takes the first code of a new authenticator and answers the recovery codes, this once.
  List<String> confirm(Caller.Account caller, String code) {
    attempt(caller, code, true);
    List<String> codes = RecoveryCodes.fresh(ports.secrets());
    List<String> hashes = codes.stream().map(RecoveryCodes::hash).toList();
    patience.stored(ports.accounts().replaceRecoveryCodes(caller.name(), hashes));
    note(Kind.SECOND_FACTOR_ENROLLED, caller.name());
    open(caller);
    return codes;
  }

  /// Opens for ten minutes what demands a second factor; answers until when.
  Instant show(Caller.Account caller, String code) {
    attempt(caller, code, false);
    return open(caller);
  }

  private Instant open(Caller.Account caller) {
    Instant until = ports.wallClock().instant().plus(SecondFactor.OPEN_FOR);
    patience.stored(ports.accounts().confirm(caller.sessionId(), until));
    return until;
  }

  private void attempt(Caller.Account caller, String code, boolean confirming) {
    CodeAttempt attempt =
        new CodeAttempt(ports.box(), caller.name(), code, ports.wallClock().instant(), confirming);
    CodeAttempt.Answer answer = patience.stored(ports.accounts().attempt(attempt));
    switch (answer.outcome()) {
      case ACCEPTED -> {}
      case WRONG ->
          throw new RefusedException(ErrorCode.SECOND_FACTOR_WRONG, "This code is not right.");
      case LOCKED -> {
        note(Kind.SECOND_FACTOR_LOCKED, caller.name());
        throw new RefusedException(
            ErrorCode.SECOND_FACTOR_LOCKED,
            "There were too many wrong codes; no code is looked at for a while.",
            answer.lockedFor());
      }
      case NOT_ENROLLED ->
          throw new RefusedException(
              ErrorCode.SECOND_FACTOR_WRONG,
              confirming
                  ? "No authenticator waits to be confirmed."
                  : "This account has no second factor yet; set one up first.");
    }
  }

  private void note(Kind kind, String name) {
    ports.audit().note(new IdentityAct(kind, name, name, null, ports.wallClock().instant()));
  }

  /// Whether an authenticator was confirmed.
  boolean isEnrolled(String name) {
    Account account = accounts.account(name);
    return account.secondFactor();
  }
}
