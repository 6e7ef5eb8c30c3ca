// SPDX-License-Identifier: Apache-2.0
package palaver.audio.session;

import palaver.audio.codec.Codecs;
import palaver.audio.packet.RedView;
import palaver.audio.playout.JitterBuffer;
import palaver.audio.playout.Limits;
import palaver.audio.playout.PlayoutStatistics;
import palaver.base.Datagram;
import palaver.wire.rtp.RtpPacketView;

/// The receiving half: unpacks datagrams into the jitter buffer and plays out of it. Allocates
/// nothing per packet.
final class VoiceReceiver {

  private final VoiceSettings settings;
  private final Codecs codecs;
  private final RenewableDecoder decoder;
  private final JitterBuffer buffer;
  private final RtpPacketView packet = new RtpPacketView();
  private final RedView red = new RedView();
  private long datagramsRefused;
  private long bytesReceived;

  VoiceReceiver(VoiceSettings settings, Codecs codecs) {
    this.settings = settings;
    this.codecs = codecs;
    decoder = new RenewableDecoder(codecs.decoder(settings.codec(), settings.concealment()));
    buffer = new JitterBuffer(settings.playout(), Limits.DEFAULT, decoder);
  }

  void renew() {
    decoder.replace(codecs.decoder(settings.codec(), settings.concealment()));
  }

  void receive(long nowNs, Datagram datagram) {
    if (!packet.parse(datagram.bytes(), datagram.offset(), datagram.length())) {
      datagramsRefused++;
      return;
    }
    int type = packet.payloadType();
    if (type == settings.payloadType()) {
      insert(nowNs, packet.payloadOffset(), packet.payloadBytes());
    } else if (type == settings.packetOptions().redPayloadType()) {
      receiveRepeated(nowNs);
    } else {
      datagramsRefused++;
      return;
    }
    bytesReceived += datagram.length();
  }

  private void insert(long nowNs, int offset, int lengthBytes) {
    buffer.insert(
        nowNs,
        packet.ssrc(),
        packet.sequence(),
        packet.timestamp(),
        packet.bytes(),
        offset,
        lengthBytes);
  }

  private void receiveRepeated(long nowNs) {
    if (!red.parse(packet.bytes(), packet.payloadOffset(), packet.payloadBytes())) {
      datagramsRefused++;
      return;
    }
    int primary = red.count() - 1;
    insert(nowNs, red.offset(primary), red.lengthBytes(primary));
    for (int back = 1; back <= primary; back++) {
      int block = primary - back;
      if (red.payloadType(block) == settings.payloadType()) {
        buffer.insertCopy(
            nowNs,
            packet.ssrc(),
            packet.sequence() - back,
            packet.timestamp() - red.timestampOffset(block),
            packet.bytes(),
            red.offset(block),
            red.lengthBytes(block));
      }
    }
  }

  boolean pull(long nowNs, short[] pcm, int offset) {
    return buffer.pull(nowNs, pcm, offset);
  }

  long delayNs(long nowNs) {
    return buffer.delayNs(nowNs);
  }

  PlayoutStatistics statistics() {
    return buffer.statistics();
  }

  long datagramsRefused() {
    return datagramsRefused;
  }

  long bytesReceived() {
    return bytesReceived;
  }

  void close() {
    decoder.close();
  }
}
