// SPDX-License-Identifier: Apache-2.0
package palaver.trust.member;

import palaver.base.Bytes;
import palaver.wire.radio.TrustMessage.RefuseCause;

/// What a node answers to somebody who asks to become a member.
public sealed interface JoinDecision {

  /// Come in.
  record Admitted(MemberEntry entry) implements JoinDecision {}

  /// An operator has to look.
  ///
  /// @param words to be compared with those of the asking device
  /// @param nonce this node's part of them, 16 bytes
  record Pending(String words, Bytes nonce) implements JoinDecision {}

  /// No.
  record Refused(RefuseCause cause) implements JoinDecision {}
}
