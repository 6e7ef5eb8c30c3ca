// SPDX-License-Identifier: Apache-2.0
package palaver.wire.rtp;

import java.nio.charset.StandardCharsets;

/// What is the same in the headers of all packets of one stream.
///
/// @param payloadType 0 to 127
/// @param ssrc the stream's synchronisation source
/// @param hasCsrc whether each packet names one contributing source
/// @param midExtensionId 1 to 14, or 0 to leave MID out
/// @param mid the media line's identification tag, at most 16 bytes in UTF-8
/// @param audioLevelExtensionId 1 to 14, or 0 to leave the audio level out
public record RtpHeaderFormat(
    int payloadType,
    int ssrc,
    boolean hasCsrc,
    int midExtensionId,
    String mid,
    int audioLevelExtensionId) {

  /// The longest MID that a one-byte header extension can carry.
  public static final int MID_BYTES_MAX = 16;

  private static final int EXTENSION_ID_MAX = 14;

  public RtpHeaderFormat {
    if ((payloadType & ~0x7f) != 0) {
      throw new IllegalArgumentException("a payload type has 7 bits");
    }
    if (!isExtensionId(midExtensionId) || !isExtensionId(audioLevelExtensionId)) {
      throw new IllegalArgumentException("an extension id is 1 to 14, 0 for none");
    }
    int midBytes = mid.getBytes(StandardCharsets.UTF_8).length;
    if (midExtensionId != 0 && (midBytes == 0 || midBytes > MID_BYTES_MAX)) {
      throw new IllegalArgumentException("a MID has 1 to 16 bytes");
    }
  }

  private static boolean isExtensionId(int id) {
    return id >= 0 && id <= EXTENSION_ID_MAX;
  }
}
