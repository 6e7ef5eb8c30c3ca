// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import palaver.wire.BigEndian;

/// Where things are in the payload of a VOICE_FRAME. Everything but the attached lease is end to
/// end: relays forward it byte for byte and cannot open the sealed part.
public final class VoiceFrameFormat {

  /// The clear part, which is the associated data of the sealed part.
  public static final int HEADER_BYTES = 48;

  /// Bytes that sealing adds.
  public static final int TAG_BYTES = 16;

  /// A signed lease is attached.
  public static final int FLAG_LEASE = 1;

  /// The first frame of the burst.
  public static final int FLAG_FIRST = 1 << 1;

  /// The last frame of the burst.
  public static final int FLAG_LAST = 1 << 2;

  /// Opus, 48 kHz, mono (RFC 6716).
  public static final int FORMAT_OPUS = 1;

  /// Opus, wrapped for the migration window: the talker speaks v1 too.
  public static final int FORMAT_V1_AUDIO = 2;

  /// The unit of a frame's duration, in nanoseconds: 2.5 ms, the shortest Opus frame.
  public static final long DURATION_UNIT_NS = 2_500_000;

  static final int FLAGS_AT = 0;
  static final int FORMAT_AT = 1;
  static final int DURATION_AT = 2;
  static final int RESERVED_AT = 3;
  static final int LEASE_TERM_COUNTER_AT = 4;
  static final int LEASE_TERM_NODE_AT = 8;
  static final int LEASE_NUMBER_AT = 16;
  static final int KEY_TERM_COUNTER_AT = 20;
  static final int KEY_TERM_NODE_AT = 24;
  static final int KEY_NUMBER_AT = 32;
  static final int SENDER_AT = 36;
  static final int SEQUENCE_AT = 44;
  static final int ATTACHED_BYTES_AT = 48;

  /// What the payload of a frame has at most when no lease is attached and the voice is of a usual
  /// rate.
  public static final int PAYLOAD_BYTES_USUAL = 512;

  private VoiceFrameFormat() {}

  /// The number of the frame whose payload is at `at`, 0 to 2^32 - 1.
  public static long sequence(byte[] bytes, int at) {
    return Integer.toUnsignedLong(BigEndian.i32(bytes, at + SEQUENCE_AT));
  }
}
