// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.srtp;

import static javax.crypto.Cipher.DECRYPT_MODE;
import static javax.crypto.Cipher.ENCRYPT_MODE;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import palaver.wire.BigEndian;

/// AES in Galois/counter mode, with 128 or 256 bits by the key (RFC 7714).
final class GcmCipher extends PacketCipher {
  private static final int TAG_BYTES = 16;
  private static final int IV_BYTES = 12;

  private final Half rtp;
  private final Half rtcp;

  GcmCipher(SessionKeys rtp, SessionKeys rtcp) {
    this.rtp = new Half(rtp);
    this.rtcp = new Half(rtcp);
  }

  /// What belongs to one set of session keys.
  private static final class Half {
    private final Cipher cipher;
    private final SecretKeySpec key;
    private final byte[] salt;
    private final byte[] iv = new byte[IV_BYTES];
    private final byte[] word = new byte[RTCP_INDEX_BYTES];

    Half(SessionKeys keys) {
      try {
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
      } catch (GeneralSecurityException missing) {
        throw new IllegalStateException("every JDK has AES in GCM", missing);
      }
      key = new SecretKeySpec(keys.encryption(), "AES");
      salt = keys.salt();
    }

    /// The initialisation vector is 00 00, SSRC and index, xored with the salt.
    Cipher ready(int mode, int ssrc, long index) throws GeneralSecurityException {
      BigEndian.put16(iv, 0, 0);
      BigEndian.put32(iv, 2, ssrc);
      BigEndian.put16(iv, 6, (int) (index >>> 32));
      BigEndian.put32(iv, 8, (int) index);
      for (int i = 0; i < IV_BYTES; i++) {
        iv[i] ^= salt[i];
      }
      cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, iv));
      return cipher;
    }

    byte[] word(int value) {
      BigEndian.put32(word, 0, value);
      return word;
    }
  }

  @Override
  int rtpOverheadBytes() {
    return TAG_BYTES;
  }

  @Override
  int rtcpOverheadBytes() {
    return TAG_BYTES + RTCP_INDEX_BYTES;
  }

  @Override
  int rtcpWordFromEnd() {
    return RTCP_INDEX_BYTES;
  }

  @Override
  int sealRtp(
      long index,
      int ssrc,
      byte[] plain,
      int plainAt,
      int plainBytes,
      byte[] out,
      int packetAt,
      int headerBytes) {
    try {
      Cipher cipher = rtp.ready(ENCRYPT_MODE, ssrc, index);
      cipher.updateAAD(out, packetAt, headerBytes);
      return headerBytes + cipher.doFinal(plain, plainAt, plainBytes, out, packetAt + headerBytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  @Override
  int openRtp(
      long index,
      int ssrc,
      byte[] packet,
      int packetAt,
      int packetBytes,
      int headerBytes,
      byte[] into,
      int intoAt) {
    try {
      Cipher cipher = rtp.ready(DECRYPT_MODE, ssrc, index);
      cipher.updateAAD(packet, packetAt, headerBytes);
      return cipher.doFinal(
          packet, packetAt + headerBytes, packetBytes - headerBytes, into, intoAt);
    } catch (AEADBadTagException forged) {
      return -1;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("opening failed", e);
    }
  }

  @Override
  int sealRtcp(
      int index, int ssrc, byte[] plain, int plainAt, int plainBytes, byte[] out, int outAt) {
    try {
      Cipher cipher = rtcp.ready(ENCRYPT_MODE, ssrc, index);
      cipher.updateAAD(plain, plainAt, RTCP_HEADER_BYTES);
      cipher.updateAAD(rtcp.word(ENCRYPTED | index));
      System.arraycopy(plain, plainAt, out, outAt, RTCP_HEADER_BYTES);
      int sealedBytes =
          cipher.doFinal(
              plain,
              plainAt + RTCP_HEADER_BYTES,
              plainBytes - RTCP_HEADER_BYTES,
              out,
              outAt + RTCP_HEADER_BYTES);
      BigEndian.put32(out, outAt + RTCP_HEADER_BYTES + sealedBytes, ENCRYPTED | index);
      return RTCP_HEADER_BYTES + sealedBytes + RTCP_INDEX_BYTES;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  @Override
  int openRtcp(int index, int ssrc, byte[] packet, int packetAt, int packetBytes, byte[] into) {
    try {
      Cipher cipher = rtcp.ready(DECRYPT_MODE, ssrc, index);
      cipher.updateAAD(packet, packetAt, RTCP_HEADER_BYTES);
      cipher.updateAAD(rtcp.word(ENCRYPTED | index));
      int sealedBytes = packetBytes - RTCP_HEADER_BYTES - RTCP_INDEX_BYTES;
      int plainBytes =
          cipher.doFinal(
              packet, packetAt + RTCP_HEADER_BYTES, sealedBytes, into, RTCP_HEADER_BYTES);
      System.arraycopy(packet, packetAt, into, 0, RTCP_HEADER_BYTES);
      return RTCP_HEADER_BYTES + plainBytes;
    } catch (AEADBadTagException forged) {
      return -1;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("opening failed", e);
    }
  }
}
