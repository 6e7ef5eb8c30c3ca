// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.SecretSource;
import palaver.http.access.TokenSigner;
import palaver.identity.SecretBox;
import palaver.store.TokenKeys;

/// The keys that sign tokens: from the database, sealed, renewed each 30 days at a start or when
/// somebody asks. The key before stays good, so tokens outlive a change of key.
final class TokenKeyring {

  private static final Logger LOG = LoggerFactory.getLogger(TokenKeyring.class);
  private static final Duration RENEWED_EACH = Duration.ofDays(30);
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 6;

  private final TokenKeys stored;
  private final SecretBox box;
  private final SecretSource secrets;
  private final InstantSource clock;
  private final TokenSigner signer;

  private TokenKeyring(
      TokenKeys stored,
      SecretBox box,
      SecretSource secrets,
      InstantSource clock,
      TokenSigner signer) {
    this.stored = stored;
    this.box = box;
    this.secrets = secrets;
    this.clock = clock;
    this.signer = signer;
  }

  static TokenKeyring open(
      TokenKeys stored, SecretBox box, SecretSource secrets, InstantSource clock) {
    List<TokenKeys.Row> rows = stored.newest().join();
    List<TokenSigner.Key> keys = opened(rows, box);
    if (keys.size() < rows.size()) {
      LOG.warn("A key that signs tokens cannot be opened; people have to log in again.");
    }
    boolean fresh =
        !keys.isEmpty()
            && rows.getFirst().keyId().equals(keys.getFirst().id())
            && clock.instant().isBefore(rows.getFirst().createdAt().plus(RENEWED_EACH));
    if (!fresh) {
      add(stored, box, secrets, clock.instant());
      keys = opened(stored.newest().join(), box);
    }
    return new TokenKeyring(stored, box, secrets, clock, new TokenSigner(keys));
  }

  private static void add(TokenKeys stored, SecretBox box, SecretSource secrets, Instant now) {
    String id = HexFormat.of().formatHex(secrets.bytes(ID_BYTES));
    String sealed = box.seal(secrets.bytes(SECRET_BYTES), purpose(id));
    stored.add(new TokenKeys.Row(id, sealed, now)).join();
  }

  private static List<TokenSigner.Key> opened(List<TokenKeys.Row> rows, SecretBox box) {
    return rows.stream()
        .map(row ->
            box.open(row.sealedSecret(), purpose(row.keyId()))
                .map(secret -> new TokenSigner.Key(row.keyId(), secret)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static String purpose(String id) {
    return "token-key:" + id;
  }

  TokenSigner signer() {
    return signer;
  }

  /// Signs with a new key from now on. The key before stays good, the one before that does not.
  void rotate() {
    add(stored, box, secrets, clock.instant());
    signer.use(opened(stored.newest().join(), box));
  }
}
