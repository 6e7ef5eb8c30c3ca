// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sdp;

import org.jspecify.annotations.Nullable;

/// One `a=` line.
///
/// @param name a token, such as `mid`
/// @param value what follows the colon, or null when there is no colon
public record SdpAttribute(String name, @Nullable String value) {
  public SdpAttribute {
    SdpText.require(SdpText.isToken(name), "an attribute's name is a token");
    SdpText.require(value == null || SdpText.isLine(value), "an attribute is one line");
  }
}
