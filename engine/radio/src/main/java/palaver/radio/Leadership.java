// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;

/// Who leads, as the parts need it that are not about the election.
interface Leadership {

  /// Whether this node leads.
  boolean leads();

  /// The leader that this node follows, null when it follows none.
  @Nullable Peer leader();

  /// Whether nobody else is there.
  boolean isAlone();

  /// The term that this node follows or leads.
  Term term();

  /// As a leader: those who follow, by the order of their ids.
  List<Peer> members();

  /// Whether what this node publishes now comes after `version`. A leader whose term is lower gives
  /// the lead up, so that whoever leads next does so in a greater one.
  boolean outranks(@Nullable SettingsVersion version);

  /// The term in which this node publishes: its own as a leader; alone, one of its own that nobody
  /// else ever leads in.
  Term publishingTerm();
}
