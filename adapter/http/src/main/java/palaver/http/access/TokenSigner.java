// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/// Signs and verifies tokens: JWT with HMAC-SHA256 (RFC 7519). Two keys are good at a time, so that
/// a change of key ends nobody's token; the newest signs.
public final class TokenSigner {
  /// How many keys verify.
  public static final int KEYS_MAX = 2;

  private static final String ISSUER = "palaver";
  private static final int SECRET_BYTES = 32;

  /// One key, newest first in lists.
  ///
  /// @param id goes into each token's header (`kid`)
  /// @param secret 32 bytes
  public record Key(String id, byte[] secret) {
    public Key {
      if (secret.length != SECRET_BYTES) {
        throw new IllegalArgumentException("a key has " + SECRET_BYTES + " bytes");
      }
      secret = secret.clone();
    }

    @Override
    public byte[] secret() {
      return secret.clone();
    }

    @Override
    public String toString() {
      return "Key[id=" + id + "]";
    }
  }

  private record Ready(String id, MACSigner signer, MACVerifier verifier) {}

  private volatile List<Ready> keys;

  /// @param keys one or two, the newest first
  public TokenSigner(List<Key> keys) {
    this.keys = ready(keys);
  }

  /// Takes other keys; tokens of keys that are no longer among them stop being valid.
  public void use(List<Key> newestFirst) {
    keys = ready(newestFirst);
  }

  /// The signed token.
  String sign(JWTClaimsSet.Builder claims) {
    Ready newest = keys.getFirst();
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(newest.id()).build();
    SignedJWT token = new SignedJWT(header, claims.issuer(ISSUER).build());
    try {
      token.sign(newest.signer());
    } catch (JOSEException e) {
      throw new IllegalStateException("the key signs every claim", e);
    }
    return token.serialize();
  }

  /// The claims of a token that one of our keys signed for `audience`. Whether it has expired is
  /// the caller's to judge.
  Optional<JWTClaimsSet> verify(String token, String audience) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      if (!JWSAlgorithm.HS256.equals(signed.getHeader().getAlgorithm())) {
        return Optional.empty();
      }
      String keyId = signed.getHeader().getKeyID();
      for (Ready key : keys) {
        if (key.id().equals(keyId) && signed.verify(key.verifier())) {
          JWTClaimsSet claims = signed.getJWTClaimsSet();
          return Optional.of(claims).filter(read -> isOurs(read, audience));
        }
      }
      return Optional.empty();
    } catch (ParseException | JOSEException _) {
      return Optional.empty();
    }
  }

  private static boolean isOurs(JWTClaimsSet claims, String audience) {
    return ISSUER.equals(claims.getIssuer())
        && claims.getAudience().equals(List.of(audience))
        && claims.getSubject() != null
        && claims.getExpirationTime() != null;
  }

  private static List<Ready> ready(List<Key> keys) {
    if (keys.isEmpty() || keys.size() > KEYS_MAX) {
      throw new IllegalArgumentException("one or two keys are good at a time");
    }
    return keys.stream().map(TokenSigner::ready).toList();
  }

  private static Ready ready(Key key) {
    try {
      return new Ready(key.id(), new MACSigner(key.secret()), new MACVerifier(key.secret()));
    } catch (JOSEException e) {
      throw new IllegalStateException("HMAC-SHA256 takes every key of 256 bits", e);
    }
  }
}
