// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

/// A user name fragment and password of one side of one ICE generation (RFC 8839, section 5.4).
///
/// @param ufrag 4 to 256 ice-chars
/// @param password 22 to 256 ice-chars; a secret
public record IceCredentials(String ufrag, String password) {
  @Override
  public String toString() {
    return "IceCredentials[ufrag=" + ufrag + "]";
  }
}
