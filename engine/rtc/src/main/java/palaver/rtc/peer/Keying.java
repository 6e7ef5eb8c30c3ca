// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import java.util.Arrays;
import palaver.rtc.SrtpKeys;
import palaver.rtc.srtp.SrtpReceiver;
import palaver.rtc.srtp.SrtpSender;

/// The two directions' master keys and salts within what DTLS exported (RFC 5764, section 4.2).
final class Keying {
  private final SrtpKeys keys;

  Keying(SrtpKeys keys) {
    if (keys.material().length != keys.profile().keyingMaterialBytes()) {
      throw new IllegalArgumentException("keying material of a wrong length");
    }
    this.keys = keys;
  }

  /// What `client`, or else the server, seals with.
  SrtpSender sender(boolean client) {
    return SrtpSender.of(keys.profile(), key(client), salt(client));
  }

  /// What opens the packets of the client, or else of the server.
  SrtpReceiver receiver(boolean ofClient, int rtpSourcesMax, int rtcpSourcesMax) {
    return SrtpReceiver.of(
        keys.profile(), key(ofClient), salt(ofClient), rtpSourcesMax, rtcpSourcesMax);
  }

  private byte[] key(boolean client) {
    int length = keys.profile().keyBytes();
    return part(client ? 0 : length, length);
  }

  private byte[] salt(boolean client) {
    int length = keys.profile().saltBytes();
    return part(2 * keys.profile().keyBytes() + (client ? 0 : length), length);
  }

  private byte[] part(int from, int length) {
    return Arrays.copyOfRange(keys.material(), from, from + length);
  }
}
