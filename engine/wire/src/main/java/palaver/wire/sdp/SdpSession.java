// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sdp;

import java.util.List;

/// A whole session description. What JSEP does not use (`i=`, `b=`, `c=`, repeat times and the
/// like) is not kept.
///
/// @param attributes what holds for the session
public record SdpSession(
    SdpOrigin origin, String name, SdpAttributes attributes, List<SdpMedia> media) {
  public SdpSession {
    media = List.copyOf(media);
    SdpText.require(!name.isEmpty() && SdpText.isLine(name), "a session's name is one line");
  }
}
