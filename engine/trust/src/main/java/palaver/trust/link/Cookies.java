// SPDX-License-Identifier: Apache-2.0
package palaver.trust.link;

import palaver.base.Bytes;
import palaver.base.SecretSource;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.Mac;
import palaver.wire.BigEndian;
import palaver.wire.radio.NodeId;

/// Cookies that prove that a stranger receives at its address, without a byte of state for each: a
/// MAC over address and node id under a secret that changes every 30 s. The last one counts too.
public final class Cookies {

  static final long ROTATE_NS = 30_000_000_000L;
  private static final int INPUT_BYTES = 16;

  private final Crypto crypto;
  private final SecretSource secrets;
  private final byte[] input = new byte[INPUT_BYTES + Mac.TAG_BYTES];
  private Mac current;
  private Mac previous;
  private long rotateAtNs;

  public Cookies(Crypto crypto, SecretSource secrets, long nowNs) {
    this.crypto = crypto;
    this.secrets = secrets;
    current = fresh();
    previous = fresh();
    rotateAtNs = nowNs + ROTATE_NS;
  }

  private Mac fresh() {
    return crypto.mac(Bytes.of(secrets.bytes(Mac.KEY_BYTES)));
  }

  private void rotate(long nowNs) {
    if (nowNs - rotateAtNs >= 0) {
      previous = nowNs - rotateAtNs < ROTATE_NS ? current : fresh();
      current = fresh();
      rotateAtNs = nowNs + ROTATE_NS;
    }
  }

  /// The cookie of a node at an address, 16 bytes.
  ///
  /// @param address the sender's address as the driver numbers it
  public Bytes issue(long nowNs, int address, NodeId node) {
    rotate(nowNs);
    put(address, node);
    current.tag(input, 0, INPUT_BYTES, input, INPUT_BYTES);
    return Bytes.of(input, INPUT_BYTES, Mac.TAG_BYTES);
  }

  /// Whether this node gave that cookie to that address lately.
  public boolean check(long nowNs, int address, NodeId node, Bytes cookie) {
    if (cookie.length() != Mac.TAG_BYTES) {
      return false;
    }
    rotate(nowNs);
    put(address, node);
    cookie.copyTo(input, INPUT_BYTES);
    return current.check(input, 0, INPUT_BYTES, INPUT_BYTES)
        || previous.check(input, 0, INPUT_BYTES, INPUT_BYTES);
  }

  private void put(int address, NodeId node) {
    BigEndian.put64(input, 0, address);
    BigEndian.put64(input, 8, node.value());
  }
}
