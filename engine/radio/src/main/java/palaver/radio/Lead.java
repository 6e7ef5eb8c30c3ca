// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.wire.radio.PresenceMessage.Cause;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;

/// Who leads, as the parts of one node see it.
final class Lead implements Leadership {
  private final RadioNode self;

  Lead(RadioNode self) {
    this.self = self;
  }

  @Override
  public boolean leads() {
    return self.leading.leads();
  }

  @Override
  public @Nullable Peer leader() {
    return self.election.leader();
  }

  @Override
  public boolean isAlone() {
    return self.election.standing() instanceof Standing.Alone
        && self.node.livePeers(self.node.nowNs()).isEmpty();
  }

  @Override
  public Term term() {
    return self.election.term();
  }

  @Override
  public List<Peer> members() {
    return self.leading.planting().members();
  }

  @Override
  public boolean outranks(@Nullable SettingsVersion version) {
    boolean lower =
        version != null && leads() && self.election.term().compareTo(version.term()) < 0;
    if (lower) {
      self.later.addLast(() -> self.election.resign(self.node.nowNs(), Cause.ASKED));
    }
    return !lower;
  }

  @Override
  public Term publishingTerm() {
    return leads() ? self.election.term() : self.node.terms.next(self.election.term());
  }
}
