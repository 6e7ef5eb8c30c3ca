// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

/// Linux error numbers that we tell apart.
final class Errno {
  static final int INTERRUPTED = 4;
  static final int IO = 5;
  static final int AGAIN = 11;
  static final int INVALID = 22;
  static final int NO_SYSTEM_CALL = 38;
  static final int MESSAGE_SIZE = 90;
  static final int NO_PROTOCOL_OPTION = 92;
  static final int NOT_SUPPORTED = 95;
  static final int FAMILY_NOT_SUPPORTED = 97;
  static final int ADDRESS_IN_USE = 98;
  static final int ADDRESS_NOT_AVAILABLE = 99;
  static final int NETWORK_UNREACHABLE = 101;
  static final int NO_BUFFERS = 105;

  private Errno() {}

  /// Whether a message with segments may fail so where single datagrams would pass.
  static boolean blamesSegments(int errno) {
    return errno == IO
        || errno == INVALID
        || errno == MESSAGE_SIZE
        || errno == NO_PROTOCOL_OPTION
        || errno == NOT_SUPPORTED;
  }

  /// Whether a message that names its source address may fail so because we lost that address.
  static boolean blamesSource(int errno) {
    return errno == INVALID || errno == ADDRESS_NOT_AVAILABLE || errno == NETWORK_UNREACHABLE;
  }
}
