// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

/// The stable identifiers of errors, the same in REST answers and in signaling.
public enum ErrorCode {
  MALFORMED_JSON,
  BAD_REQUEST,
  UNKNOWN_TYPE,
  FRAME_TOO_LARGE,
  WRONG_ORDER,
  BAD_TICKET,
  UNAUTHORIZED,
  FORBIDDEN,
  USER_MISMATCH,
  ROOM_FULL,
  ROOM_NOT_FOUND,
  WORLD_NOT_FOUND,
  SESSION_NOT_FOUND,
  BAD_SDP,
  NO_SUCH_PEER,
  RATE_LIMITED,
  SLOW_CLIENT,
  STORE_UNAVAILABLE,
  SERVER_STOPPING,
  NOT_FOUND,
  METHOD_NOT_ALLOWED,
  INTERNAL
}
