// SPDX-License-Identifier: Apache-2.0
package palaver.trust.link;

import palaver.base.Bytes;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.Digests;
import palaver.trust.crypto.Mac;
import palaver.trust.crypto.Seal;
import palaver.wire.BigEndian;

/// The keys of one generation of a link: for each direction one to authenticate and one to seal.
final class LinkKeys {
  private static final int DIRECTION_BYTES = Mac.KEY_BYTES + Seal.KEY_BYTES;

  private final Mac sending;
  private final Mac receiving;
  private final Seal sealing;
  private final Seal opening;
  private final byte[] nonce = new byte[Seal.NONCE_BYTES];
  private long sealed;

  private LinkKeys(Crypto crypto, Bytes material, boolean initiator) {
    int own = initiator ? 0 : DIRECTION_BYTES;
    int other = DIRECTION_BYTES - own;
    byte[] bytes = material.toArray();
    sending = crypto.mac(Bytes.of(bytes, own, Mac.KEY_BYTES));
    sealing = crypto.seal(Bytes.of(bytes, own + Mac.KEY_BYTES, Seal.KEY_BYTES));
    receiving = crypto.mac(Bytes.of(bytes, other, Mac.KEY_BYTES));
    opening = crypto.seal(Bytes.of(bytes, other + Mac.KEY_BYTES, Seal.KEY_BYTES));
  }

  /// Derives both sides' keys from the shared secret, bound to all that both signed.
  static LinkKeys derive(Crypto crypto, Bytes shared, Bytes transcript, boolean initiator) {
    byte[] material =
        Digests.hkdf(shared, Bytes.EMPTY, "palaver-link", transcript, 2 * DIRECTION_BYTES);
    return new LinkKeys(crypto, Bytes.of(material), initiator);
  }

  void tag(byte[] bytes, int from, int length, byte[] out, int at) {
    sending.tag(bytes, from, length, out, at);
  }

  boolean check(byte[] bytes, int from, int length, int tagAt) {
    return receiving.check(bytes, from, length, tagAt);
  }

  /// Seals a short secret: its number, then the sealed bytes with their tag.
  Bytes seal(Bytes secret) {
    byte[] out = new byte[8 + secret.length() + Seal.TAG_BYTES];
    BigEndian.put64(out, 0, ++sealed);
    secret.copyTo(out, 8);
    BigEndian.put64(nonce, 4, sealed);
    sealing.seal(nonce, out, 0, 8, 8, secret.length());
    return Bytes.of(out);
  }

  /// Opens what the other side sealed; empty when it is something else.
  Bytes open(Bytes sealedSecret) {
    byte[] bytes = sealedSecret.toArray();
    if (bytes.length < 8 + Seal.TAG_BYTES) {
      return Bytes.EMPTY;
    }
    byte[] openNonce = new byte[Seal.NONCE_BYTES];
    System.arraycopy(bytes, 0, openNonce, 4, 8);
    int plainBytes = opening.open(openNonce, bytes, 0, 8, 8, bytes.length - 8);
    return plainBytes < 0 ? Bytes.EMPTY : Bytes.of(bytes, 8, plainBytes);
  }
}
