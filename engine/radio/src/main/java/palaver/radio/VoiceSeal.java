// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.wire.radio.KeyId;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;

/// Seals and opens voice end to end under the keys of the group.
public interface VoiceSeal {

  /// Bytes that sealing adds.
  int TAG_BYTES = 16;

  /// The key to seal with at present.
  KeyId current();

  /// Seals `length` bytes in place from `at`; the tag follows them. Each sequence number is used
  /// once for a lease.
  ///
  /// @param boot the run of the sender: with the lease it makes the sending key
  void seal(
      KeyId key,
      NodeId sender,
      long boot,
      LeaseId lease,
      long sequence,
      byte[] bytes,
      int aadAt,
      int aadLength,
      int at,
      int length);

  /// Opens `length` bytes, tag included, in place; the plain length, or -1 when they are not what
  /// the sender sealed.
  int open(
      int keyTermCounter,
      long keyTermNode,
      long keyNumber,
      NodeId sender,
      long boot,
      LeaseId lease,
      long sequence,
      byte[] bytes,
      int aadAt,
      int aadLength,
      int at,
      int length);
}
