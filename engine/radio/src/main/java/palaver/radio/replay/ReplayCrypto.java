// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.FrameHash;
import palaver.trust.crypto.KeyAgreement;
import palaver.trust.crypto.Mac;
import palaver.trust.crypto.Seal;
import palaver.trust.crypto.Signatures;
import palaver.wire.BigEndian;

/// Cryptography that answers what the tape says, see [RecordingCrypto]. What was opened is zeros,
/// and so is what voice is sealed to.
final class ReplayCrypto implements Crypto {
  private final Answers tape;

  ReplayCrypto(Answers tape) {
    this.tape = tape;
  }

  private Bytes publicKey() {
    tape.expect(Tape.PUBLIC_KEY);
    byte[] key = new byte[Signatures.KEY_BYTES];
    tape.raw(key, 0, key.length);
    return Bytes.of(key);
  }

  @Override
  public Signatures signatures() {
    return new Signatures() {
      @Override
      public Bytes publicKey(Bytes secretKey) {
        return ReplayCrypto.this.publicKey();
      }

      @Override
      public void sign(Bytes secretKey, byte[] message, byte[] out, int at) {
        tape.expect(Tape.SIGNATURE);
        tape.raw(out, at, SIGNATURE_BYTES);
      }

      @Override
      public boolean verify(Bytes publicKey, byte[] message, byte[] in, int at) {
        return tape.either(Tape.VERIFIED, Tape.NOT_VERIFIED);
      }
    };
  }

  @Override
  public KeyAgreement agreement() {
    return new KeyAgreement() {
      @Override
      public Bytes publicKey(Bytes secretKey) {
        return ReplayCrypto.this.publicKey();
      }

      @Override
      public @Nullable Bytes agree(Bytes secretKey, Bytes otherPublicKey) {
        boolean agreed = tape.either(Tape.AGREED, Tape.NOT_AGREED);
        return agreed ? Bytes.of(new byte[KEY_BYTES]) : null;
      }
    };
  }

  @Override
  public Mac mac(Bytes key) {
    return new Mac() {
      @Override
      public void tag(byte[] bytes, int from, int length, byte[] out, int at) {
        tape.expect(Tape.TAG);
        tape.raw(out, at, TAG_BYTES);
      }

      @Override
      public boolean check(byte[] bytes, int from, int length, int tagAt) {
        return tape.either(Tape.CHECKED, Tape.NOT_CHECKED);
      }
    };
  }

  @Override
  public Seal seal(Bytes key) {
    return new Seal() {
      @Override
      public void seal(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length) {
        tape.expect(Tape.SEALED);
        tape.raw(bytes, at, length + TAG_BYTES);
      }

      @Override
      public int open(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length) {
        return opened(Tape.OPENED, bytes, at, length);
      }
    };
  }

  @Override
  public Seal voice(Bytes key) {
    return new Seal() {
      @Override
      public void seal(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length) {
        Arrays.fill(bytes, at, at + length + TAG_BYTES, (byte) 0);
      }

      @Override
      public int open(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length) {
        int plainBytes = opened(Tape.VOICE_OPENED, bytes, at, length);
        if (plainBytes >= 2) {
          BigEndian.put16(bytes, at, tape.in().small(0xffff));
        }
        return plainBytes;
      }
    };
  }

  private int opened(int tag, byte[] bytes, int at, int length) {
    if (!tape.either(tag, Tape.NOT_OPENED)) {
      return -1;
    }
    int plainBytes = tape.in().small(Math.max(0, length));
    Arrays.fill(bytes, at, at + plainBytes, (byte) 0);
    return plainBytes;
  }

  @Override
  public FrameHash frameHash() {
    return (_, _, _, _) -> {
      tape.expect(Tape.FRAME_HASH);
      return tape.in().fixed();
    };
  }
}
