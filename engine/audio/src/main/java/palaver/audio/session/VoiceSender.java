// SPDX-License-Identifier: Apache-2.0
package palaver.audio.session;

import org.jspecify.annotations.Nullable;
import palaver.audio.activity.Activity;
import palaver.audio.activity.ActivityDetector;
import palaver.audio.codec.AdjustableEncoder;
import palaver.audio.codec.Codecs;
import palaver.audio.codec.OpusSettings;
import palaver.audio.codec.VoiceEncoder;
import palaver.audio.packet.RtpPacketizer;
import palaver.base.Outbox;

/// The sending half: gathers sound into frames, encodes and packs them. Allocates nothing per
/// frame.
final class VoiceSender {

  private final VoiceSettings settings;
  private final Codecs codecs;
  private final RtpPacketizer packetizer;
  private final short[] frame;
  private final byte[] encoded = new byte[RtpPacketizer.PACKET_BYTES_MAX];
  private final @Nullable ActivityDetector gate;
  private VoiceEncoder encoder;
  private Activity activity = Activity.SILENCE;
  private long framesGated;
  private int gathered;
  private int timestamp;
  private long packetsSent;
  private long bytesSent;

  VoiceSender(
      VoiceSettings settings, Codecs codecs, int ssrc, int firstSequence, int firstTimestamp) {
    this.settings = settings;
    this.codecs = codecs;
    packetizer = new RtpPacketizer(settings.packetOptions(), ssrc, firstSequence);
    frame = new short[settings.frameSamples() * settings.codec().channels()];
    encoder = codecs.encoder(settings.codec());
    timestamp = firstTimestamp;
    gate =
        settings
            .gate()
            .map(chosen ->
                new ActivityDetector(chosen, settings.codec().channels(), (_, _, _, _) -> {}))
            .orElse(null);
  }

  void renew() {
    encoder.close();
    encoder = codecs.encoder(settings.codec());
  }

  void adjust(OpusSettings wanted) {
    if (encoder instanceof AdjustableEncoder adjustable) {
      adjustable.adjust(wanted);
    }
  }

  /// Takes any amount of sound and sends each frame as it is whole.
  void send(short[] pcm, int offset, int samples, int destination, Outbox<VoiceEvent> outbox) {
    int left = samples * encoder.channels();
    int at = offset;
    while (left > 0) {
      int step = Math.min(left, frame.length - gathered);
      System.arraycopy(pcm, at, frame, gathered, step);
      gathered += step;
      at += step;
      left -= step;
      if (gathered == frame.length) {
        gathered = 0;
        sendFrame(destination, outbox);
      }
    }
  }

  private void sendFrame(int destination, Outbox<VoiceEvent> outbox) {
    int samples = settings.frameSamples();
    if (!speaks(outbox)) {
      framesGated++;
      timestamp += samples;
      return;
    }
    int capacity = packetizer.frameBytesMax();
    int bytes = encoder.encode(frame, 0, samples, encoded, 0, capacity);
    int place = bytes > 0 ? outbox.reserve() : -1;
    if (place >= 0) {
      int length = packetizer.write(encoded, 0, bytes, timestamp, samples, outbox.bytes(), place);
      outbox.commit(destination, length);
      packetsSent++;
      bytesSent += length;
    }
    timestamp += samples;
  }

  /// Whether the frame is to be sent: always without a gate.
  private boolean speaks(Outbox<VoiceEvent> outbox) {
    if (gate == null) {
      return true;
    }
    Activity now = gate.processFrame(frame, 0, settings.frameSamples());
    if (now != activity) {
      activity = now;
      outbox.emit(new VoiceEvent.ActivityChanged(now, gate.levelDbfs()));
    }
    return now == Activity.SPEECH;
  }

  /// Frames that were silent and therefore neither encoded nor sent.
  long framesGated() {
    return framesGated;
  }

  long packetsSent() {
    return packetsSent;
  }

  long bytesSent() {
    return bytesSent;
  }

  void close() {
    encoder.close();
  }
}
