// SPDX-License-Identifier: Apache-2.0
package palaver.audio.packet;

import palaver.wire.rtp.RtpHeaderFormat;
import palaver.wire.rtp.RtpHeaderWriter;

/// Puts the encoded frames of one talker into RTP packets (RFC 3550), each with as many of the
/// frames before it as asked for (RED, RFC 2198). Allocates nothing per packet.
///
/// Sequence numbers count packets; a pause in sending shows in the timestamps and in the marker of
/// the packet after it.
public final class RtpPacketizer {

  /// The largest packet, so that it passes every ordinary network with room for encryption.
  public static final int PACKET_BYTES_MAX = 1200;

  private static final int RED_HEADER_BYTES = 4;
  private static final int RED_BLOCK_BYTES_MAX = 0x3ff;
  private static final int RED_OFFSET_MAX = 0x3fff;

  private final RtpHeaderWriter header;
  private final PacketOptions options;
  private final PreviousFrames previous;
  private int sequence;
  private int lastTimestamp;
  private int lastSamples = -1;

  /// A packetizer for the stream `ssrc`.
  ///
  /// @param firstSequence the first packet's sequence number, any of 16 bits
  public RtpPacketizer(PacketOptions options, int ssrc, int firstSequence) {
    this.options = options;
    boolean repeats = options.repeatedFrames() > 0;
    int type = repeats ? options.redPayloadType() : options.payloadType();
    header = new RtpHeaderWriter(new RtpHeaderFormat(type, ssrc, false, 0, "", 0));
    previous = new PreviousFrames(options.repeatedFrames(), RED_BLOCK_BYTES_MAX);
    sequence = firstSequence & 0xffff;
  }

  /// The most bytes a frame may have so that its packet is not too large.
  public int frameBytesMax() {
    int headers = header.headerBytes() + (options.repeatedFrames() > 0 ? 1 : 0);
    return PACKET_BYTES_MAX - headers;
  }

  /// Writes the packet of one frame to `at` of `packet`, where [#PACKET_BYTES_MAX] bytes have room.
  /// Earlier frames that would make it too large are left out.
  ///
  /// @param timestamp of the frame's first sample
  /// @param samples the frame's length in units of the timestamp
  /// @return the packet's length
  public int write(
      byte[] frame,
      int offset,
      int lengthBytes,
      int timestamp,
      int samples,
      byte[] packet,
      int at) {
    if (lengthBytes > frameBytesMax()) {
      throw new IllegalArgumentException("a frame is too long for a packet");
    }
    boolean afterPause = lastSamples < 0 || timestamp - lastTimestamp != lastSamples;
    int end = header.write(packet, at, afterPause, sequence, timestamp, 0, 0, false);
    if (options.repeatedFrames() > 0) {
      end = writeEarlier(packet, end, timestamp, lengthBytes);
    }
    System.arraycopy(frame, offset, packet, end, lengthBytes);
    previous.add(timestamp, frame, offset, lengthBytes);
    sequence = (sequence + 1) & 0xffff;
    lastTimestamp = timestamp;
    lastSamples = samples;
    return end + lengthBytes - at;
  }

  private int writeEarlier(byte[] packet, int from, int timestamp, int lengthBytes) {
    int count = repeatable(timestamp, frameBytesMax() - lengthBytes);
    int at = from;
    for (int back = count; back > 0; back--) {
      int earlier = timestamp - previous.timestamp(back);
      int fields = (earlier << 10) | previous.lengthBytes(back);
      packet[at] = (byte) (0x80 | options.payloadType());
      packet[at + 1] = (byte) (fields >>> 16);
      packet[at + 2] = (byte) (fields >>> 8);
      packet[at + 3] = (byte) fields;
      at += RED_HEADER_BYTES;
    }
    packet[at++] = (byte) options.payloadType();
    for (int back = count; back > 0; back--) {
      previous.copy(back, packet, at);
      at += previous.lengthBytes(back);
    }
    return at;
  }

  /// How many frames without a gap among them fit, near enough in time for RED to name.
  private int repeatable(int timestamp, int roomBytes) {
    int room = roomBytes;
    int count = 0;
    while (count < previous.count()) {
      int back = count + 1;
      int bytes = previous.lengthBytes(back);
      int earlier = timestamp - previous.timestamp(back);
      room -= bytes + RED_HEADER_BYTES;
      if (bytes == 0 || room < 0 || earlier <= 0 || earlier > RED_OFFSET_MAX) {
        return count;
      }
      count = back;
    }
    return count;
  }
}
