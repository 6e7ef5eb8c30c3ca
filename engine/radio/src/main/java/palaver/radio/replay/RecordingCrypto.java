// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.FrameHash;
import palaver.trust.crypto.KeyAgreement;
import palaver.trust.crypto.Mac;
import palaver.trust.crypto.Seal;
import palaver.trust.crypto.Signatures;
import palaver.wire.BigEndian;

/// Cryptography that writes down what it answers: what others see on the network (public keys,
/// signatures, MACs, sealed keys), whether something held, and how long something opened was.
/// Neither keys nor anything that was opened goes to the tape.
final class RecordingCrypto implements Crypto {
  private final Recording tape;
  private final Crypto inner;

  RecordingCrypto(Recording tape, Crypto inner) {
    this.tape = tape;
    this.inner = inner;
  }

  private void note(int tag) {
    if (tape.isOn()) {
      tape.out().tag(tag);
    }
  }

  private void note(int tag, byte[] bytes, int at, int length) {
    if (tape.isOn()) {
      tape.out().tag(tag).raw(bytes, at, length);
    }
  }

  @Override
  public Signatures signatures() {
    return new RecordedSignatures(inner.signatures());
  }

  @Override
  public KeyAgreement agreement() {
    return new RecordedAgreement(inner.agreement());
  }

  @Override
  public Seal seal(Bytes key) {
    return new RecordedSeal(inner.seal(key));
  }

  @Override
  public Seal voice(Bytes key) {
    return new RecordedVoice(inner.voice(key));
  }

  @Override
  public Mac mac(Bytes key) {
    return new RecordedMac(inner.mac(key));
  }

  @Override
  public FrameHash frameHash() {
    FrameHash hash = inner.frameHash();
    return (bytes, frameAt, sealedAt, sealedBytes) -> {
      long value = hash.of(bytes, frameAt, sealedAt, sealedBytes);
      if (tape.isOn()) {
        tape.out().tag(Tape.FRAME_HASH).fixed(value);
      }
      return value;
    };
  }

  private final class RecordedSignatures implements Signatures {
    private final Signatures signatures;

    RecordedSignatures(Signatures signatures) {
      this.signatures = signatures;
    }

    @Override
    public Bytes publicKey(Bytes secretKey) {
      Bytes key = signatures.publicKey(secretKey);
      note(Tape.PUBLIC_KEY, key.toArray(), 0, KEY_BYTES);
      return key;
    }

    @Override
    public void sign(Bytes secretKey, byte[] message, byte[] out, int at) {
      signatures.sign(secretKey, message, out, at);
      note(Tape.SIGNATURE, out, at, SIGNATURE_BYTES);
    }

    @Override
    public boolean verify(Bytes publicKey, byte[] message, byte[] in, int at) {
      boolean holds = signatures.verify(publicKey, message, in, at);
      note(holds ? Tape.VERIFIED : Tape.NOT_VERIFIED);
      return holds;
    }
  }

  private final class RecordedAgreement implements KeyAgreement {
    private final KeyAgreement agreement;

    RecordedAgreement(KeyAgreement agreement) {
      this.agreement = agreement;
    }

    @Override
    public Bytes publicKey(Bytes secretKey) {
      Bytes key = agreement.publicKey(secretKey);
      note(Tape.PUBLIC_KEY, key.toArray(), 0, KEY_BYTES);
      return key;
    }

    @Override
    public @Nullable Bytes agree(Bytes secretKey, Bytes otherPublicKey) {
      Bytes shared = agreement.agree(secretKey, otherPublicKey);
      note(shared == null ? Tape.NOT_AGREED : Tape.AGREED);
      return shared;
    }
  }

  private final class RecordedMac implements Mac {
    private final Mac mac;

    RecordedMac(Mac mac) {
      this.mac = mac;
    }

    @Override
    public void tag(byte[] bytes, int from, int length, byte[] out, int at) {
      mac.tag(bytes, from, length, out, at);
      note(Tape.TAG, out, at, TAG_BYTES);
    }

    @Override
    public boolean check(byte[] bytes, int from, int length, int tagAt) {
      boolean holds = mac.check(bytes, from, length, tagAt);
      note(holds ? Tape.CHECKED : Tape.NOT_CHECKED);
      return holds;
    }
  }

  private final class RecordedSeal implements Seal {
    private final Seal seal;

    RecordedSeal(Seal seal) {
      this.seal = seal;
    }

    @Override
    public void seal(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length) {
      seal.seal(nonce, bytes, aadAt, aadLength, at, length);
      note(Tape.SEALED, bytes, at, length + TAG_BYTES);
    }

    @Override
    public int open(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length) {
      int plainBytes = seal.open(nonce, bytes, aadAt, aadLength, at, length);
      if (tape.isOn() && plainBytes >= 0) {
        tape.out().tag(Tape.OPENED).number(plainBytes);
      } else {
        note(Tape.NOT_OPENED);
      }
      return plainBytes;
    }
  }

  /// Of an opened frame two bytes are kept: they say how long its parts are.
  private final class RecordedVoice implements Seal {
    private final Seal seal;

    RecordedVoice(Seal seal) {
      this.seal = seal;
    }

    @Override
    public void seal(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length) {
      seal.seal(nonce, bytes, aadAt, aadLength, at, length);
    }

    @Override
    public int open(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length) {
      int plainBytes = seal.open(nonce, bytes, aadAt, aadLength, at, length);
      if (tape.isOn() && plainBytes >= 2) {
        int currentBytes = BigEndian.u16(bytes, at);
        tape.out().tag(Tape.VOICE_OPENED).number(plainBytes).number(currentBytes);
      } else {
        note(Tape.NOT_OPENED);
      }
      return plainBytes;
    }
  }
}
