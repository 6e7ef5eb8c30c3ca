// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.sctp;

/// Where an association stands (RFC 9260, section 4); it never comes back from lost.
public enum SctpState {
  CLOSED,
  COOKIE_WAIT,
  COOKIE_ECHOED,
  ESTABLISHED,
  LOST
}
