// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

/// What went wrong of late that no figure of the node shows.
///
/// @param membersAway whether many members fell silent together
/// @param voiceForged whether voice came that its talker never sent
/// @param oldDevices whether devices of protocol v1 are here and kept out
record RadioTroubles(boolean membersAway, boolean voiceForged, boolean oldDevices) {

  static final RadioTroubles NONE = new RadioTroubles(false, false, false);
}
