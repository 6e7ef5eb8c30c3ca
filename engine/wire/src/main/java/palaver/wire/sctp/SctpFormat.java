// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sctp;

/// Numbers of SCTP's wire format.
public final class SctpFormat {

  /// Both ports of an association inside DTLS (RFC 8841, section 5).
  public static final int PORT = 5_000;

  /// Ports, verification tag, checksum.
  public static final int HEADER_BYTES = 12;

  /// Type, flags, length.
  public static final int CHUNK_HEADER_BYTES = 4;

  /// What stands before the payload of a DATA chunk, its chunk header included.
  public static final int DATA_HEADER_BYTES = 16;

  /// What an INIT or INIT ACK carries before its parameters.
  public static final int INIT_FIXED_BYTES = 16;

  /// What a SACK carries before its gap blocks.
  public static final int SACK_FIXED_BYTES = 12;

  public static final int DATA = 0;
  public static final int INIT = 1;
  public static final int INIT_ACK = 2;
  public static final int SACK = 3;
  public static final int HEARTBEAT = 4;
  public static final int HEARTBEAT_ACK = 5;
  public static final int ABORT = 6;
  public static final int SHUTDOWN = 7;
  public static final int SHUTDOWN_ACK = 8;
  public static final int COOKIE_ECHO = 10;
  public static final int COOKIE_ACK = 11;
  public static final int SHUTDOWN_COMPLETE = 14;
  public static final int FORWARD_TSN = 192;

  /// Flag of DATA: the last fragment of its message.
  public static final int END = 1;

  /// Flag of DATA: the first fragment of its message.
  public static final int BEGIN = 2;

  /// Flag of DATA: not ordered among the messages of its stream.
  public static final int UNORDERED = 4;

  /// Flag of DATA: the sender wants to know at once (RFC 7053).
  public static final int IMMEDIATE = 8;

  /// Flag of ABORT and SHUTDOWN COMPLETE: the tag is the receiver's view of it.
  public static final int REFLECTED_TAG = 1;

  /// Parameter of INIT ACK: the cookie.
  public static final int STATE_COOKIE = 7;

  /// Parameter of INIT and INIT ACK: FORWARD TSN is understood.
  public static final int FORWARD_TSN_SUPPORTED = 0xc000;

  private SctpFormat() {}

  /// Chunks and parameters are padded to four bytes.
  public static int padded(int lengthBytes) {
    return (lengthBytes + 3) & ~3;
  }

  /// Whether `a` comes after `b` in the circle of sequence numbers (RFC 1982).
  public static boolean isAfter(int a, int b) {
    return a - b > 0;
  }
}
