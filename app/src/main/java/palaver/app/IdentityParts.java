// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.console.AdminConsole;
import palaver.app.start.DataFolder;
import palaver.base.SecretSource;
import palaver.http.heavy.HeavyThread;
import palaver.http.rest.AccountDesk;
import palaver.http.rest.FirstAdmin;
import palaver.http.rest.IdentityPorts;
import palaver.http.rest.KeyDesk;
import palaver.http.rest.Patience;
import palaver.identity.FirstAdminLink;
import palaver.identity.IdentityAct;
import palaver.identity.SecretBox;
import palaver.rooms.audit.AuditNote;
import palaver.rooms.audit.AuditTrail;
import palaver.store.Store;

/// Accounts, keys and tokens, wired.
final class IdentityParts implements AutoCloseable {

  static final String FIRST_ADMIN_FILE = "first-admin";

  private static final Logger LOG = LoggerFactory.getLogger(IdentityParts.class);
  private static final String BOX_FILE = "secret-key";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DataFolder data;
  private final HeavyThread heavy = new HeavyThread();
  private final TokenKeyring keyring;
  private final IdentityPorts ports;
  private final AdminConsole console;
  private final AccountDesk accounts;

  private IdentityParts(
      DataFolder data, Store store, AuditTrail audit, SecretSource secrets, InstantSource clock)
      throws IOException {
    this.data = data;
    SecretBox box = new SecretBox(boxKey(data, secrets), secrets);
    keyring = TokenKeyring.open(store.tokenKeys(), box, secrets, clock);
    ports =
        new IdentityPorts(
            store.accounts(),
            store.apiKeys(),
            keyring.signer(),
            box,
            heavy,
            act -> note(audit, act),
            secrets,
            clock);
    Patience patience = new Patience(PATIENCE);
    accounts = new AccountDesk(ports, patience);
    console = new AdminConsole();
    new IdentityConsole(accounts, new KeyDesk(ports, patience), store.accounts(), keyring)
        .install(console);
  }

  static IdentityParts open(
      DataFolder data, Store store, AuditTrail audit, SecretSource secrets, InstantSource clock)
      throws IOException {
    return new IdentityParts(data, store, audit, secrets, clock);
  }

  /// The key that seals secrets, which is in the data folder and not in the database.
  private static byte[] boxKey(DataFolder data, SecretSource secrets) throws IOException {
    Path file = data.file(BOX_FILE);
    if (Files.exists(file)) {
      byte[] key = decoded(Files.readString(file).strip());
      if (key != null) {
        return key;
      }
      LOG.warn(
          "The file {} is damaged; it has a new key. Second factors must be set up anew.", file);
    }
    byte[] fresh = secrets.bytes(SecretBox.KEY_BYTES);
    data.writeSecret(BOX_FILE, Base64.getEncoder().encodeToString(fresh));
    return fresh;
  }

  private static byte @Nullable [] decoded(String text) {
    try {
      byte[] key = Base64.getDecoder().decode(text);
      return key.length == SecretBox.KEY_BYTES ? key : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// What the store cannot keep is at least in the server's log.
  private static void note(AuditTrail audit, IdentityAct act) {
    String action = act.kind().id();
    AuditNote note =
        new AuditNote(act.at(), action, null, null, null, act.actor(), act.target(), act.detail());
    var _ =
        audit
            .note(note)
            .exceptionally(failure -> {
              LOG.error("not in the audit log: {} at {}: {}", action, act.at(), failure.toString());
              return -1L;
            });
  }

  IdentityPorts ports() {
    return ports;
  }

  /// What `palaver admin` may ask of this process.
  AdminConsole console() {
    return console;
  }

  /// The way to the first admin: a fresh link when there is none, otherwise nothing.
  FirstAdminOffer firstAdmin(SecretSource secrets, InstantSource clock) throws IOException {
    Path file = data.file(FIRST_ADMIN_FILE);
    if (accounts.hasAdmin()) {
      Files.deleteIfExists(file);
      return new FirstAdminOffer(data, FirstAdmin.none(), null);
    }
    FirstAdminLink.Made made = FirstAdminLink.make(secrets, clock.instant());
    FirstAdmin claimable = new FirstAdmin(made.link(), clock, () -> delete(file));
    return new FirstAdminOffer(data, claimable, made.secret());
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      LOG.warn("The used link in {} cannot be deleted; it opens nothing any more.", file);
    }
  }

  @Override
  public void close() {
    heavy.close();
  }
}
