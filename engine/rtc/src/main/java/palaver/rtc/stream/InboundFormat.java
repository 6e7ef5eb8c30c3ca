// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What packets of a publication look like.
///
/// @param mid the media line on which the peer sends, or null when it sends none
/// @param payloadType Opus in this connection
/// @param midExtensionId 0 when not agreed
/// @param audioLevelExtensionId 0 when not agreed
/// @param nack whether lost packets may be asked for
public record InboundFormat(
    @Nullable String mid,
    int payloadType,
    int midExtensionId,
    int audioLevelExtensionId,
    boolean nack) {

  byte[] midBytes() {
    return mid == null ? new byte[0] : mid.getBytes(StandardCharsets.UTF_8);
  }
}
