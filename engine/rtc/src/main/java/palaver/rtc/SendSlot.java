// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

/// One receive-only line of the client, seen from the server: a place where one talker at a time is
/// heard.
///
/// @param mid the media line's identification tag
/// @param ssrc our synchronisation source for it, fixed for the life of the connection
public record SendSlot(String mid, int ssrc) {

  /// The canonical name in SDP and RTCP. Each slot has its own, because each has its own clock.
  public String cname() {
    return "slot-" + mid;
  }
}
