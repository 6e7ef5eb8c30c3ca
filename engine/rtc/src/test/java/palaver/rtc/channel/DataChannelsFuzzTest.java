// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.channel;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.SplittableRandom;
import palaver.base.Datagram;
import palaver.base.Outbox;
import palaver.rtc.sctp.SctpState;
import palaver.wire.BigEndian;
import palaver.wire.sctp.SctpFormat;
import palaver.wire.sctp.SctpPacketView;
import palaver.wire.sctp.SctpWriter;

/// A peer that did the handshake and then says anything, with the right tag and checksum: nothing
/// throws, nothing grows beyond its bound, and the association still ends in time.
class DataChannelsFuzzTest {

  private static final int PEER_TAG = 9;
  private static final long MS = 1_000_000;

  private final Outbox<ChannelEvent> outbox = new Outbox<>(64, 64 * 1_600);
  private final Datagram datagram = new Datagram();
  private final SctpWriter writer = new SctpWriter();
  private final byte[] packet = new byte[1_500];
  private DataChannels channels =
      new DataChannels(ChannelLimits.DEFAULT, true, _ -> {}, (_, _, _, _, _, _) -> {});
  private int tag;
  private long nowNs;

  @FuzzTest(maxDuration = "8s")
  void anyChunks(byte[] data) {
    channels =
        new DataChannels(
            ChannelLimits.DEFAULT, true, new SplittableRandom(5)::nextBytes, this::onMessage);
    nowNs = 0;
    handshake();
    int at = 0;
    while (at < data.length) {
      int length = Math.min(data[at++] & 0xff, data.length - at);
      writer.begin(packet, 0, tag);
      writer.put(data, at, length);
      at += length;
      deliver(writer.finish());
      nowNs += 100 * MS;
      channels.send(nowNs, 0, true, data, 0, Math.min(data.length, 40), outbox);
      channels.onDeadline(nowNs, outbox);
      outbox.clear();
    }
    for (int i = 0; i < 400; i++) {
      nowNs += 100 * MS;
      channels.onDeadline(nowNs, outbox);
      outbox.clear();
    }
    boolean waits = channels.association().figures().outstandingChunks() > 0;
    if (waits && channels.association().state() != SctpState.LOST) {
      throw new AssertionError("a silent peer is lost after a while");
    }
  }

  private void onMessage(
      long atNs, int channel, boolean text, byte[] bytes, int offset, int lengthBytes) {
    if (Arrays.copyOfRange(bytes, offset, offset + lengthBytes).length > 65_536) {
      throw new AssertionError("a message is bounded");
    }
  }

  private void handshake() {
    channels.onCommand(0, new ChannelCommand.Connect(), outbox);
    tag = BigEndian.i32(outbox.bytes(), outbox.offset(0) + 16);
    outbox.clear();
    writer.begin(packet, 0, tag);
    writer.beginChunk(SctpFormat.INIT_ACK, 0);
    writer.put32(PEER_TAG);
    writer.put32(100_000);
    writer.put32(0x0040_0040);
    writer.put32(1);
    writer.put16(SctpFormat.FORWARD_TSN_SUPPORTED);
    writer.put16(4);
    writer.put16(SctpFormat.STATE_COOKIE);
    writer.put16(8);
    writer.put32(1);
    writer.endChunk();
    deliver(writer.finish());
    writer.begin(packet, 0, tag);
    writer.beginChunk(SctpFormat.COOKIE_ACK, 0);
    writer.endChunk();
    deliver(writer.finish());
    if (channels.association().state() != SctpState.ESTABLISHED) {
      throw new AssertionError("the handshake stands");
    }
    channels.onCommand(
        0, new ChannelCommand.Open("a", "", new ChannelOptions(true, 1, -1)), outbox);
    if (!new SctpPacketView().parse(outbox.bytes(), outbox.offset(0), outbox.length(0))) {
      throw new AssertionError("what goes out is a packet");
    }
    outbox.clear();
  }

  private void deliver(int lengthBytes) {
    channels.onDatagram(nowNs, datagram.set(packet, 0, lengthBytes, 0), outbox);
    outbox.clear();
  }
}
