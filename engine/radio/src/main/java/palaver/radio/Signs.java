// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import org.jspecify.annotations.Nullable;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.LeaseProof;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;

/// What one node says of itself, from its parts.
final class Signs implements Reports {
  private final RadioNode self;

  Signs(RadioNode self) {
    this.self = self;
  }

  @Override
  public PresenceMessage.Follow follow(Term term) {
    boolean talks = self.talking.held() != null;
    return new PresenceMessage.Follow(
        term, self.listening.reportable(), talks, null, 0, self.relay.formerParentId());
  }

  @Override
  public @Nullable LeaseId newestLease() {
    LeaseProof own = self.leading.leads() ? self.leading.running() : null;
    return own == null ? self.listening.highest() : own.lease().id();
  }

  @Override
  public @Nullable SettingsVersion settings(Peer to, boolean leads) {
    return self.commons.settings(to, leads);
  }

  @Override
  public long textsDigest() {
    return self.textsDigest();
  }
}
