// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import palaver.wire.BigEndian;

/// AES-128 in counter mode with 80 bits of HMAC-SHA1 (RFC 3711, sections 4.1.1 and 4.2.1).
final class CounterModeCipher extends PacketCipher {
  private static final int TAG_BYTES = 10;
  private static final int MAC_BYTES = 20;
  private static final int IV_BYTES = 16;

  private final Half rtp;
  private final Half rtcp;

  CounterModeCipher(SessionKeys rtp, SessionKeys rtcp) {
    this.rtp = new Half(rtp);
    this.rtcp = new Half(rtcp);
  }

  /// What belongs to one set of session keys.
  private static final class Half {
    private final Cipher cipher;
    private final Mac mac;
    private final SecretKeySpec key;
    private final byte[] salt;
    private final byte[] iv = new byte[IV_BYTES];
    private final byte[] word = new byte[RTCP_INDEX_BYTES];
    private final byte[] tag = new byte[MAC_BYTES];

    Half(SessionKeys keys) {
      try {
        cipher = Cipher.getInstance("AES/CTR/NoPadding");
        mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(keys.authentication(), "HmacSHA1"));
      } catch (GeneralSecurityException missing) {
        throw new IllegalStateException("every JDK has AES and HMAC-SHA1", missing);
      }
      key = new SecretKeySpec(keys.encryption(), "AES");
      salt = keys.salt();
    }

    /// Encrypts or decrypts, which is the same. The counter starts at salt, SSRC and index, each at
    /// its place, xored.
    void crypt(int ssrc, long index, byte[] in, int inAt, int length, byte[] out, int outAt) {
      BigEndian.put32(iv, 0, 0);
      BigEndian.put32(iv, 4, ssrc);
      BigEndian.put32(iv, 8, (int) (index >>> 16));
      BigEndian.put32(iv, 12, (int) index << 16);
      for (int i = 0; i < salt.length; i++) {
        iv[i] ^= salt[i];
      }
      try {
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
        cipher.doFinal(in, inAt, length, out, outAt);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("encryption failed", e);
      }
    }

    /// Leaves the tag of `length` bytes and, for RTP, of the rollover counter in `tag`.
    void authenticate(byte[] bytes, int at, int length) {
      mac.update(bytes, at, length);
      finish();
    }

    void authenticate(byte[] bytes, int at, int length, int rolloverCounter) {
      mac.update(bytes, at, length);
      BigEndian.put32(word, 0, rolloverCounter);
      mac.update(word);
      finish();
    }

    private void finish() {
      try {
        mac.doFinal(tag, 0);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("authentication failed", e);
      }
    }

    void putTag(byte[] out, int at) {
      System.arraycopy(tag, 0, out, at, TAG_BYTES);
    }

    /// Compares in a time that does not depend on the bytes.
    boolean tagIs(byte[] bytes, int at) {
      int difference = 0;
      for (int i = 0; i < TAG_BYTES; i++) {
        difference |= tag[i] ^ bytes[at + i];
      }
      return difference == 0;
    }
  }

  @Override
  int rtpOverheadBytes() {
    return TAG_BYTES;
  }

  @Override
  int rtcpOverheadBytes() {
    return RTCP_INDEX_BYTES + TAG_BYTES;
  }

  @Override
  int rtcpWordFromEnd() {
    return RTCP_INDEX_BYTES + TAG_BYTES;
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
    int payloadAt = packetAt + headerBytes;
    rtp.crypt(ssrc, index, plain, plainAt, plainBytes, out, payloadAt);
    rtp.authenticate(out, packetAt, headerBytes + plainBytes, (int) (index >>> 16));
    rtp.putTag(out, payloadAt + plainBytes);
    return headerBytes + plainBytes + TAG_BYTES;
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
    int coveredBytes = packetBytes - TAG_BYTES;
    rtp.authenticate(packet, packetAt, coveredBytes, (int) (index >>> 16));
    if (!rtp.tagIs(packet, packetAt + coveredBytes)) {
      return -1;
    }
    int payloadBytes = coveredBytes - headerBytes;
    rtp.crypt(ssrc, index, packet, packetAt + headerBytes, payloadBytes, into, intoAt);
    return payloadBytes;
  }

  @Override
  int sealRtcp(
      int index, int ssrc, byte[] plain, int plainAt, int plainBytes, byte[] out, int outAt) {
    System.arraycopy(plain, plainAt, out, outAt, RTCP_HEADER_BYTES);
    rtcp.crypt(
        ssrc,
        index,
        plain,
        plainAt + RTCP_HEADER_BYTES,
        plainBytes - RTCP_HEADER_BYTES,
        out,
        outAt + RTCP_HEADER_BYTES);
    BigEndian.put32(out, outAt + plainBytes, ENCRYPTED | index);
    int coveredBytes = plainBytes + RTCP_INDEX_BYTES;
    rtcp.authenticate(out, outAt, coveredBytes);
    rtcp.putTag(out, outAt + coveredBytes);
    return coveredBytes + TAG_BYTES;
  }

  @Override
  int openRtcp(int index, int ssrc, byte[] packet, int packetAt, int packetBytes, byte[] into) {
    int coveredBytes = packetBytes - TAG_BYTES;
    rtcp.authenticate(packet, packetAt, coveredBytes);
    if (!rtcp.tagIs(packet, packetAt + coveredBytes)) {
      return -1;
    }
    int plainBytes = coveredBytes - RTCP_INDEX_BYTES;
    int bodyBytes = plainBytes - RTCP_HEADER_BYTES;
    System.arraycopy(packet, packetAt, into, 0, RTCP_HEADER_BYTES);
    rtcp.crypt(
        ssrc, index, packet, packetAt + RTCP_HEADER_BYTES, bodyBytes, into, RTCP_HEADER_BYTES);
    return plainBytes;
  }
}
