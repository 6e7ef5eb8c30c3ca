// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

/// What can be switched off at one node while it runs. All are on at the start.
public enum Feature {
  /// Off: this node never leads. When it leads, it resigns.
  ELECTION,
  /// Off: this node passes no voice on, but as a leader.
  RELAY,
  /// Off: what the channel has set does not hold here. The node still keeps it and passes it on,
  /// and publishes changes when it leads.
  CENTRAL_SETTINGS
}
