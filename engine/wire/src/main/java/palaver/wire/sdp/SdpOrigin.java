// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sdp;

/// The `o=` line: who wrote the description, and its version (RFC 8866, section 5.2).
///
/// @param sessionId decimal digits
/// @param version decimal digits
/// @param addressType `IP4` or `IP6`
public record SdpOrigin(
    String username, String sessionId, String version, String addressType, String address) {
  public SdpOrigin {
    SdpText.require(
        SdpText.isWord(username)
            && SdpText.isWord(sessionId)
            && SdpText.isWord(version)
            && SdpText.isWord(addressType)
            && SdpText.isWord(address),
        "an origin is made of words");
  }
}
