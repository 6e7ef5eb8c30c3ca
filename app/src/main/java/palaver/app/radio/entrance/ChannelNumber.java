// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

import static java.nio.charset.StandardCharsets.UTF_8;

import palaver.base.Bytes;
import palaver.trust.crypto.Digests;
import palaver.wire.BigEndian;

/// How a channel's name appears in datagrams, so that everybody who knows the name finds it.
///
/// @param number in every envelope, 1 to 65535
/// @param key in each HELLO
record ChannelNumber(int number, long key) {

  static ChannelNumber of(String name) {
    byte[] hash = Digests.sha256(Bytes.of(name.getBytes(UTF_8))).toArray();
    return new ChannelNumber(Math.max(1, BigEndian.u16(hash, 0)), BigEndian.i64(hash, 8));
  }
}
