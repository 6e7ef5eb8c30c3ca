// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.wire.radio.NodeId;

/// Who is who: signatures, link keys and what membership allows.
public interface RadioTrust {

  /// Bytes of a link's MAC.
  int MAC_BYTES = 16;

  /// What a node may do in the channel.
  ///
  /// @param member whether it belongs to the channel at all
  /// @param mayTalk whether it may ask for the floor
  /// @param priority the highest priority of its requests, 0 to 255
  /// @param emergency whether its requests may interrupt
  record Rights(boolean member, boolean mayTalk, int priority, boolean emergency) {

    public static final Rights NONE = new Rights(false, false, 0, false);
    public static final Rights TALKER = new Rights(true, true, 0, false);
    public static final Rights LISTENER = new Rights(true, false, 0, false);
    public static final Rights DISPATCHER = new Rights(true, true, 255, true);
  }

  /// Signs `statement` as this node; 64 bytes go to `out` from `at`.
  void sign(byte[] statement, byte[] out, int at);

  /// Whether the 64 bytes of `in` from `at` are the signature of `signer` under `statement`.
  boolean verify(NodeId signer, byte[] statement, byte[] in, int at);

  /// Writes the MAC of the link to `peer`; false when there is no link.
  boolean mac(NodeId peer, byte[] bytes, int from, int length, byte[] out, int at);

  /// Whether the 16 bytes at `macAt` are the MAC that `peer` made for this node.
  boolean checkMac(NodeId peer, byte[] bytes, int from, int length, int macAt);

  Rights rights(NodeId node);
}
