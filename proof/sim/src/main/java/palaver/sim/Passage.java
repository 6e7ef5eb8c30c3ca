// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

/// One datagram on its way, as link rules see it.
///
/// @param atNs when it was sent
/// @param bytes its content; not to be changed
public record Passage(long atNs, Endpoint from, Endpoint to, byte[] bytes) {

  /// The byte at `index`, 0 to 255, or -1 behind the end.
  public int byteAt(int index) {
    return index < bytes.length ? bytes[index] & 0xff : -1;
  }
}
