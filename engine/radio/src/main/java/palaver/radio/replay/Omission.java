// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import java.util.zip.CRC32C;
import palaver.wire.BigEndian;
import palaver.wire.radio.EnvelopeFormat;
import palaver.wire.radio.EnvelopeView;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.RadioPacketKind;
import palaver.wire.radio.VoiceFrameFormat;
import palaver.wire.radio.VoiceFrameView;

/// What of a datagram stays off the tape: voice, sealed or not, and everything that is not
/// understood. Zeros stand in for it.
final class Omission {
  private final EnvelopeView envelope = new EnvelopeView();
  private final VoiceFrameView frame = new VoiceFrameView();
  private final CRC32C crc = new CRC32C();
  private int from;
  private int count;
  private boolean checksummed;

  /// Looks at a datagram.
  Omission of(byte[] bytes, int at, int length) {
    checksummed = false;
    switch (RadioPacketKind.of(bytes, at, length)) {
      case V2 -> ofVersion2(bytes, at, length);
      case V1_TEXT -> omit(length, length);
      case V1_AUDIO, OTHER_VERSION, NONE -> omit(Math.min(1, length), length);
    }
    return this;
  }

  private void ofVersion2(byte[] bytes, int at, int length) {
    if (!envelope.parse(bytes, at, length)) {
      omit(Math.min(EnvelopeFormat.HEADER_BYTES, length), length);
    } else if (envelope.type() == MessageType.VOICE_FRAME) {
      checksummed = true;
      int payloadAt = envelope.payloadAt();
      int payloadBytes = envelope.payloadBytes();
      boolean whole = frame.parse(bytes, payloadAt, payloadBytes);
      int voiceAt = payloadAt + Math.min(VoiceFrameFormat.HEADER_BYTES, payloadBytes);
      omit((whole ? frame.sealedAt() : voiceAt) - at, payloadAt + payloadBytes - at);
    } else {
      omit(length, length);
    }
  }

  private void omit(int first, int end) {
    from = first;
    count = end - first;
  }

  /// Where it starts, from the start of the datagram.
  int from() {
    return from;
  }

  /// How many bytes.
  int count() {
    return count;
  }

  /// Whether the datagram ends with a checksum that was right, and has to be made anew.
  boolean isChecksummed() {
    return checksummed;
  }

  /// Writes a datagram without what is omitted.
  void write(TapeWriter out, byte[] bytes, int at, int length) {
    of(bytes, at, length);
    out.number(length).number(from).number(count).flag(checksummed);
    out.raw(bytes, at, from);
    int after = from + count;
    out.raw(bytes, at + after, length - after);
  }

  /// Reads a datagram into `room`: its length, or 0 after a fault.
  int read(TapeReader in, byte[] room) {
    int length = in.small(room.length);
    int first = in.small(length);
    int omitted = in.small(length - first);
    boolean again = in.flag();
    in.raw(room, 0, first);
    java.util.Arrays.fill(room, first, first + omitted, (byte) 0);
    in.raw(room, first + omitted, length - first - omitted);
    if (again && length > EnvelopeFormat.CRC_BYTES) {
      int covered = length - EnvelopeFormat.CRC_BYTES;
      crc.reset();
      crc.update(room, 0, covered);
      BigEndian.put32(room, covered, (int) crc.getValue());
    }
    return in.hasFault() ? 0 : length;
  }
}
