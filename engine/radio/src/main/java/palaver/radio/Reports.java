// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import org.jspecify.annotations.Nullable;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;

/// What a node says of itself in its signs of life.
interface Reports {

  /// How it follows the leader of `term`.
  PresenceMessage.Follow follow(Term term);

  /// The newest lease that it knows, null when none.
  @Nullable LeaseId newestLease();

  /// The settings that it has; as a leader, those that `to` is to have. Null before the first.
  @Nullable SettingsVersion settings(Peer to, boolean leads);

  /// Names the texts that it keeps, 0 when none.
  long textsDigest();
}
