// SPDX-License-Identifier: Apache-2.0
package palaver.audio.loopback;

import java.util.Arrays;
import palaver.audio.codec.Codecs;
import palaver.audio.file.Sound;
import palaver.audio.session.VoiceCommand;
import palaver.audio.session.VoiceEvent;
import palaver.audio.session.VoiceSession;
import palaver.audio.session.VoiceSettings;
import palaver.base.Datagram;
import palaver.base.Outbox;

/// Speaks into one voice session and records what the other one plays.
public final class LoopbackCall {

  /// The recording goes on so long after the last sound, for what the playout delay holds back.
  public static final long TAIL_NS = 200_000_000L;

  private static final int HOP_SAMPLES = 480;
  private static final long HOP_NS = 10_000_000L;
  private static final int TALKER = 0;
  private static final int LISTENER = 1;

  private final VoiceSession talker;
  private final VoiceSession listener;
  private final LoopbackLink link;
  private final Outbox<VoiceEvent> outbox = new Outbox<>(64, 64 * 1_600);
  private final Datagram datagram = new Datagram();

  private LoopbackCall(VoiceSettings settings, Codecs codecs, LoopbackNetwork network, int hops) {
    talker = new VoiceSession("talker", settings, codecs, 0x7061_6c61, 0, 0);
    listener = new VoiceSession("listener", settings, codecs, 0x7665_7221, 0, 0);
    int packets = hops * HOP_SAMPLES / settings.frameSamples() + 1;
    link = new LoopbackLink(network, packets, settings.frameSamples());
  }

  /// Runs a call.
  ///
  /// @param said at 48 kHz, with as many channels as the codec
  /// @throws IllegalArgumentException when the sound does not suit the codec
  public static LoopbackHeard run(
      Sound said, VoiceSettings settings, Codecs codecs, LoopbackNetwork network) {
    if (said.sampleRateHz() != 48_000 || said.channels() != settings.codec().channels()) {
      throw new IllegalArgumentException("the sound must be at 48 kHz, in the codec's channels");
    }
    int hops = (int) ((said.durationNs() + TAIL_NS + HOP_NS - 1) / HOP_NS);
    return new LoopbackCall(settings, codecs, network, hops).run(said, hops);
  }

  private LoopbackHeard run(Sound said, int hops) {
    talker.onCommand(0, new VoiceCommand.Start(LISTENER), outbox);
    listener.onCommand(0, new VoiceCommand.Start(TALKER), outbox);
    int step = HOP_SAMPLES * said.channels();
    short[] spoken = Arrays.copyOf(said.pcm(), hops * step);
    short[] heard = new short[hops * step];
    for (int hop = 0; hop < hops; hop++) {
      long nowNs = (hop + 1) * HOP_NS;
      outbox.clear();
      talker.send(nowNs, spoken, hop * step, HOP_SAMPLES, outbox);
      link.carry(nowNs, outbox);
      deliver(nowNs);
      listener.receive(nowNs, heard, hop * step);
    }
    LoopbackHeard result =
        new LoopbackHeard(
            new Sound(48_000, said.channels(), heard),
            talker.diagnostics(),
            listener.diagnostics(),
            link.lost());
    talker.onCommand(hops * HOP_NS, new VoiceCommand.Close(), outbox);
    listener.onCommand(hops * HOP_NS, new VoiceCommand.Close(), outbox);
    return result;
  }

  private void deliver(long nowNs) {
    LoopbackLink.InFlight packet = link.arrived(nowNs);
    while (packet != null) {
      datagram.set(packet.bytes(), 0, packet.bytes().length, TALKER);
      listener.onDatagram(packet.arrivalNs(), datagram, outbox);
      packet = link.arrived(nowNs);
    }
  }
}
