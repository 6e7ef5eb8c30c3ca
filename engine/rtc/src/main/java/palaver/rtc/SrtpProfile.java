// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

/// The SRTP protection profiles we speak, in our order of preference (RFC 5764, RFC 7714).
public enum SrtpProfile {
  AEAD_AES_128_GCM(7, 16, 12, 16, 16),
  AEAD_AES_256_GCM(8, 32, 12, 16, 16),
  AES128_CM_SHA1_80(1, 16, 14, 10, 10);

  private final int id;
  private final int keyBytes;
  private final int saltBytes;
  private final int rtpTagBytes;
  private final int rtcpTagBytes;

  SrtpProfile(int id, int keyBytes, int saltBytes, int rtpTagBytes, int rtcpTagBytes) {
    this.id = id;
    this.keyBytes = keyBytes;
    this.saltBytes = saltBytes;
    this.rtpTagBytes = rtpTagBytes;
    this.rtcpTagBytes = rtcpTagBytes;
  }

  /// The number of the profile in the use_srtp extension.
  public int id() {
    return id;
  }

  public int keyBytes() {
    return keyBytes;
  }

  public int saltBytes() {
    return saltBytes;
  }

  public int rtpTagBytes() {
    return rtpTagBytes;
  }

  public int rtcpTagBytes() {
    return rtcpTagBytes;
  }

  /// How many bytes DTLS must export: both sides' keys, then both sides' salts.
  public int keyingMaterialBytes() {
    return 2 * (keyBytes + saltBytes);
  }
}
