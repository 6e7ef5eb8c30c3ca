// SPDX-License-Identifier: Apache-2.0
package palaver.audio.session;

import palaver.audio.codec.Codecs;
import palaver.audio.playout.PlayoutStatistics;
import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Engine;
import palaver.base.Outbox;

/// The voice of one peer, both ways, over any link that carries datagrams: unencrypted RTP goes in
/// and out, the link below protects it.
///
/// | state | on | becomes |
/// |---|---|---|
/// | init | [VoiceCommand.Start] | running |
/// | init, running | [VoiceCommand.Close] | closed |
///
/// Everything else leaves the state as it is. Sound goes in by [#send] and out by [#receive], at
/// the pace of whoever has the microphone and the speaker; there are no timers inside. Not for
/// several threads.
public final class VoiceSession implements Engine<VoiceCommand, VoiceEvent> {

  private static final long SECOND_NS = 1_000_000_000L;
  private static final int NO_ADDRESS = -1;

  private final String peerId;
  private final VoiceSender sender;
  private final VoiceReceiver receiver;
  private VoiceState state = VoiceState.INIT;
  private int address = NO_ADDRESS;
  private boolean heard;
  private long strayDatagrams;
  private long secondStartNs = Long.MIN_VALUE;
  private long secondStartBytes;
  private double bitrateKbps;
  private double latencyMs;

  /// A session that waits for its start.
  ///
  /// @param peerId names the peer for people and logs
  /// @param ssrc our stream's synchronisation source, random
  /// @param firstSequence of our stream, random
  /// @param firstTimestamp of our stream, random
  public VoiceSession(
      String peerId,
      VoiceSettings settings,
      Codecs codecs,
      int ssrc,
      int firstSequence,
      int firstTimestamp) {
    this.peerId = peerId;
    sender = new VoiceSender(settings, codecs, ssrc, firstSequence, firstTimestamp);
    receiver = new VoiceReceiver(settings, codecs);
  }

  public String peerId() {
    return peerId;
  }

  public VoiceState state() {
    return state;
  }

  @Override
  public void onCommand(long nowNs, VoiceCommand command, Outbox<VoiceEvent> outbox) {
    if (state == VoiceState.CLOSED) {
      return;
    }
    switch (command) {
      case VoiceCommand.Start(int peer) -> start(peer, outbox);
      case VoiceCommand.Adjust(var settings) -> sender.adjust(settings);
      case VoiceCommand.RenewCodecs() -> {
        sender.renew();
        receiver.renew();
      }
      case VoiceCommand.Close() -> close(outbox);
    }
  }

  private void start(int peer, Outbox<VoiceEvent> outbox) {
    if (state == VoiceState.INIT) {
      address = peer;
      outbox.retain(peer);
      become(VoiceState.RUNNING, outbox);
    }
  }

  private void close(Outbox<VoiceEvent> outbox) {
    if (address != NO_ADDRESS) {
      outbox.release(address);
    }
    sender.close();
    receiver.close();
    heard = false;
    become(VoiceState.CLOSED, outbox);
  }

  private void become(VoiceState next, Outbox<VoiceEvent> outbox) {
    state = next;
    outbox.emit(new VoiceEvent.StateChanged(next));
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<VoiceEvent> outbox) {
    if (state == VoiceState.RUNNING && datagram.source() == address) {
      receiver.receive(nowNs, datagram);
    } else {
      strayDatagrams++;
    }
  }

  /// Sends `samples` samples per channel from the microphone. A frame goes out when it is whole;
  /// before the start and after the end the sound is dropped.
  public void send(long nowNs, short[] pcm, int offset, int samples, Outbox<VoiceEvent> outbox) {
    if (state == VoiceState.RUNNING) {
      sender.send(pcm, offset, samples, address, outbox);
      measureBitrate(nowNs);
    }
  }

  private void measureBitrate(long nowNs) {
    if (secondStartNs == Long.MIN_VALUE) {
      secondStartNs = nowNs;
    }
    long elapsedNs = nowNs - secondStartNs;
    if (elapsedNs >= SECOND_NS) {
      bitrateKbps = 8e6 * (sender.bytesSent() - secondStartBytes) / elapsedNs;
      secondStartNs = nowNs;
      secondStartBytes = sender.bytesSent();
    }
  }

  /// Gives the next 10 ms for the speaker: 480 samples per channel.
  ///
  /// @return false when all of it is silence because nothing plays
  public boolean receive(long nowNs, short[] pcm, int offset) {
    if (state != VoiceState.RUNNING) {
      return false;
    }
    latencyMs = receiver.delayNs(nowNs) / 1e6;
    heard = receiver.pull(nowNs, pcm, offset);
    return heard;
  }

  @Override
  public void onDeadline(long nowNs, Outbox<VoiceEvent> outbox) {}

  @Override
  public long nextDeadlineNs() {
    return Deadlines.NEVER;
  }

  /// What was measured until now. Makes objects: ask now and then, not per packet.
  public VoiceDiagnostics diagnostics() {
    PlayoutStatistics in = receiver.statistics();
    double expected = in.packetsReceived() + (double) in.packetsLost();
    return new VoiceDiagnostics(
        heard ? 1 : 0,
        bitrateKbps,
        100 * VoiceDiagnostics.ratio((double) in.packetsLost(), expected),
        1_000 * in.jitter(),
        heard ? latencyMs : 0,
        VoiceDiagnostics.ratio((double) in.concealedSamples(), (double) in.totalSamplesReceived()),
        1_000
            * VoiceDiagnostics.ratio(
                in.jitterBufferDelay(), (double) in.jitterBufferEmittedCount()),
        sender.packetsSent(),
        sender.bytesSent(),
        sender.framesGated(),
        receiver.bytesReceived(),
        receiver.datagramsRefused() + strayDatagrams,
        in);
  }
}
