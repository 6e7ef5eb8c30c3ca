// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio.v1;

/// The packets of protocol v1.
public enum V1Kind {
  /// The sender talks from now on.
  TAKEN("TAKEN"),
  /// The sender stopped talking.
  RELEASED("RELEASED"),
  /// The sender is there.
  HEARTBEAT("HEARTBEAT"),
  /// Sound of the sender.
  AUDIO("");

  private final String word;

  V1Kind(String word) {
    this.word = word;
  }

  /// The word that a text packet starts with; empty for sound.
  public String word() {
    return word;
  }
}
