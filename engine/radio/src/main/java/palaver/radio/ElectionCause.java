// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

/// Why a node's part in the election changed. The names are stable identifiers in small letters.
public enum ElectionCause {
  /// The node starts.
  STARTS("starts"),
  /// The leader has lost what it knew.
  LEADER_STARTS_ANEW("the leader starts anew"),
  /// Others are there, and none of them leads.
  OTHERS_WITHOUT_LEADER("another is there and nobody leads"),
  /// It was only silent for a moment.
  LEADER_HEARD_AGAIN("the leader is heard again"),
  /// A leader is heard for the first time.
  LEADER_HEARD("the leader is heard"),
  /// The term that held is not one of this channel now.
  STRANGE_TERM("the term of an earlier run or of a stranger"),
  /// Somebody leads in a greater term.
  GREATER_TERM("a greater term"),
  /// The leader gave up its part.
  LEADER_RESIGNED("the leader resigned"),
  /// The leader said goodbye.
  LEADER_LEFT("the leader left"),
  /// The leader is no member any more.
  LEADER_PUT_OUT("the leader was put out"),
  /// Others hear their leader, this node does not.
  LEADER_OF_OTHERS_UNHEARD("the leader of others is not heard"),
  /// No other node is heard.
  NOBODY_HEARD("nobody is heard"),
  /// Three heartbeats of the leader are missing.
  HEARTBEATS_MISSING("three heartbeats are missing"),
  /// None of those who were asked hears the leader.
  LEADER_LOST("nobody hears the leader"),
  /// This node gave up its part as it was asked.
  RESIGNED("resigned"),
  /// It claims a term, and so leads.
  CLAIMS("claims the term"),
  /// Its machine slept, or its process stood still.
  STOOD_STILL("stood still");

  private final String words;

  ElectionCause(String words) {
    this.words = words;
  }

  /// For logs.
  public String words() {
    return words;
  }
}
