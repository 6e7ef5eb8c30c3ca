// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;

/// Who leads, when that does not change.
///
/// @param leads whether this node does
/// @param leader whom this node follows, null when nobody
record FixedLeadership(boolean leads, @Nullable Peer leader) implements Leadership {
  @Override
  public boolean isAlone() {
    return false;
  }

  @Override
  public Term term() {
    return Term.NONE;
  }

  @Override
  public List<Peer> members() {
    return List.of();
  }

  @Override
  public boolean outranks(@Nullable SettingsVersion version) {
    return true;
  }

  @Override
  public Term publishingTerm() {
    return Term.NONE;
  }
}
