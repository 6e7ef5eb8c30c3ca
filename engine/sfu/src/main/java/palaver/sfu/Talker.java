// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import palaver.base.SessionId;

/// What a room keeps about one participant as a talker.
///
/// A place is a talker's number among those who may be heard at once; every listener has a slot for
/// it. Being without one means not being heard.
final class Talker {

  /// The place of a talker who has none.
  static final int NOWHERE = -1;

  final SessionId session;
  final int stream;

  /// Whether there is a line on which this participant can send.
  final boolean publishes;

  /// Whether they only listen, beside the room's limit.
  final boolean observer;

  final VoiceDetector voice = new VoiceDetector();

  /// The index among the room's places, or [#NOWHERE].
  int place = NOWHERE;

  /// The index among the loudest while the room sheds, or [#NOWHERE].
  int loudestAt = NOWHERE;

  /// Whether a moderator silenced this participant.
  boolean silenced;

  /// Whether packets of this talker have been forwarded since the slots last fell silent.
  boolean heard;

  Talker(SessionId session, int stream, boolean publishes, boolean observer) {
    this.session = session;
    this.stream = stream;
    this.publishes = publishes && !observer;
    this.observer = observer;
  }
}
