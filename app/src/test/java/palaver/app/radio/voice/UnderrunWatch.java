// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import palaver.audio.codec.AdjustableEncoder;
import palaver.audio.codec.OpusCodecs;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.OpusSettings;
import palaver.audio.codec.VoiceDecoder;
import palaver.audio.playout.JitterBuffer;
import palaver.audio.playout.PlayoutProfile;
import palaver.net.radio.FrameRing;
import palaver.radio.VoiceSink;
import palaver.scenarios.Ears;

/// Plays what every node of a venue hears, 10 ms at a time in virtual time, and counts the seconds
/// in which a listener's playout ran dry in the middle of speech.
///
/// A storm is a listener's second with four underruns or more, or the third second in a row with
/// one at least: speech that breaks again and again, where a single break is a hiccup.
final class UnderrunWatch implements Ears, AutoCloseable {

  private static final long SECOND_NS = 1_000_000_000L;
  private static final int STORM_UNDERRUNS = 4;
  private static final int STORM_SECONDS = 3;

  private final Listener[] listeners;
  private long underruns;
  private long storms;
  private long rough;
  private long heardSeconds;

  UnderrunWatch(int nodes, PlayoutProfile profile) {
    listeners = new Listener[nodes];
    for (int i = 0; i < nodes; i++) {
      listeners[i] = new Listener(profile, i);
    }
  }

  private final class Listener {
    private final RadioPlayout playout;
    private final VoiceSink ear;
    private final short[] pcm = new short[JitterBuffer.PULL_SAMPLES];
    private final byte[] frame = new byte[FrameRing.FRAME_BYTES_MAX];
    private long pullNs;
    private long secondEndNs = SECOND_NS;
    private long underrunsBefore;
    private long emittedBefore;
    private int roughInARow;

    Listener(PlayoutProfile profile, int index) {
      playout = new RadioPlayout(new ModelOpus(), profile);
      RadioTimeline timeline =
          new RadioTimeline((burst, sequence, atNs, bytes, at, length) -> {
            System.arraycopy(bytes, at, frame, 0, length);
            playout.take(burst, sequence, atNs, frame, length);
          });
      ear =
          (nowNs, lease, talker, sequence, bytes, at, length, recovered) -> {
            playUntil(nowNs);
            timeline.frame(nowNs, lease, talker, sequence, bytes, at, length, recovered);
          };
      pullNs = index * 97_000L; // Devices do not ask at the same moment.
    }

    void playUntil(long nowNs) {
      while (pullNs <= nowNs) {
        playout.release(pullNs);
        playout.pull(pullNs, pcm);
        if (pullNs >= secondEndNs) {
          endSecond();
          secondEndNs += SECOND_NS;
        }
        pullNs += JitterBuffer.PULL_NS;
      }
    }

    private void endSecond() {
      var statistics = playout.statistics();
      long now = statistics.underruns() - underrunsBefore;
      underrunsBefore = statistics.underruns();
      heardSeconds += statistics.jitterBufferEmittedCount() > emittedBefore ? 1 : 0;
      emittedBefore = statistics.jitterBufferEmittedCount();
      underruns += now;
      rough += now > 0 ? 1 : 0;
      roughInARow = now > 0 ? roughInARow + 1 : 0;
      storms += now >= STORM_UNDERRUNS || roughInARow >= STORM_SECONDS ? 1 : 0;
    }
  }

  /// A codec that makes a tone of any frame: what counts here is when frames come.
  private static final class ModelOpus implements OpusCodecs {
    @Override
    public AdjustableEncoder encoder(OpusSettings settings) {
      throw new IllegalStateException("nothing is encoded here");
    }

    @Override
    public VoiceDecoder decoder(int channels, OpusConcealment concealment) {
      return new ToneDecoder();
    }
  }

  private static final class ToneDecoder implements VoiceDecoder {
    private static final int FRAME = 960;
    private int phase;

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int packetSamples(byte[] packet, int offset, int lengthBytes) {
      return FRAME;
    }

    @Override
    public int decode(byte[] packet, int offset, int lengthBytes, short[] pcm, int pcmOffset) {
      conceal(FRAME, pcm, pcmOffset);
      return FRAME;
    }

    @Override
    public int recover(
        byte[] later, int offset, int length, int before, int samples, short[] pcm, int at) {
      return 0;
    }

    @Override
    public void conceal(int samples, short[] pcm, int pcmOffset) {
      for (int i = 0; i < samples; i++) {
        phase = (phase + 1) % 240;
        pcm[pcmOffset + i] = (short) (8_000 * Math.sin(2 * Math.PI * phase / 240));
      }
    }

    @Override
    public void close() {}
  }

  @Override
  public VoiceSink at(int listener) {
    return listeners[listener].ear;
  }

  /// Plays on until the end.
  void end(long nowNs) {
    for (Listener listener : listeners) {
      listener.playUntil(nowNs);
    }
  }

  /// Seconds of a listener with an underrun.
  long roughSeconds() {
    return rough;
  }

  /// Seconds of a listener that are storms.
  long storms() {
    return storms;
  }

  /// Seconds in which a listener heard something, of all listeners together.
  long heardSeconds() {
    return heardSeconds;
  }

  @Override
  public String toString() {
    return underruns
        + " underruns in "
        + rough
        + " of "
        + heardSeconds
        + " seconds heard, "
        + storms
        + " of them storms";
  }

  @Override
  public void close() {
    for (Listener listener : listeners) {
      listener.playout.close();
    }
  }
}
