// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import org.jspecify.annotations.Nullable;

/// One person with a seat in a room, as everybody in it sees them.
///
/// @param stream the stream number, at least 1, unique in the room for the room's life
/// @param muted whether they muted themselves
/// @param silenced whether a moderator muted them
/// @param silenceReason why, when silenced
/// @param speaking whether they speak now
/// @param handRaised whether they ask to be noticed; when silenced, to be heard again
/// @param role as in [Standing]
public record Participant(
    String userId,
    String username,
    int stream,
    boolean muted,
    boolean silenced,
    @Nullable String silenceReason,
    boolean speaking,
    Connection connection,
    boolean handRaised,
    String role) {

  /// How far this person's media path is, in the words of the signaling protocol.
  public enum Connection {
    JOINING,
    CONNECTED,
    RECONNECTING
  }
}
