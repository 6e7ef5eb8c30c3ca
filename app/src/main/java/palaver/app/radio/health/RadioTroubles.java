// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.health;

/// What went wrong of late that no figure of the node shows.
///
/// @param putOut whether this device is no member: put out, or its time is over
/// @param membersAway whether many members fell silent together
/// @param voiceForged whether voice came that its talker never sent
/// @param oldDevices whether devices of protocol v1 are here and kept out
public record RadioTroubles(
    boolean putOut, boolean membersAway, boolean voiceForged, boolean oldDevices) {

  static final RadioTroubles NONE = new RadioTroubles(false, false, false, false);
}
