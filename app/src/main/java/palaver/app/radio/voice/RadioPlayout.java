// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import palaver.audio.codec.OpusCodecs;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.VoiceDecoder;
import palaver.audio.playout.JitterBuffer;
import palaver.audio.playout.Limits;
import palaver.audio.playout.PlayoutProfile;
import palaver.audio.playout.PlayoutStatistics;

/// How the frames of bursts become sound: what [RadioVoice] does apart from its clock and thread.
/// One thread, but for [#adaptive].
final class RadioPlayout implements AutoCloseable {

  private static final long MS = 1_000_000;
  private static final long FRAME_NS = 20 * MS;
  private static final int FRAME_SAMPLES = 960;

  /// A talker who was away for longer begins to speak anew.
  private static final long PAUSE_FRAMES = 15;

  private static final long AT_ONCE_NS = Long.MAX_VALUE / 2;

  /// The upper bound takes what was said before the grant, up to half a second.
  static final PlayoutProfile PROFILE =
      PlayoutProfile.DEFAULT.withBounds(20 * MS, 700 * MS).withSilence(RadioTimeline.PAUSE_BYTES);

  private static final PlayoutProfile FIXED = PROFILE.withBounds(120 * MS, 120 * MS);

  private final OpusCodecs opus;
  private final PlayoutProfile profile;
  private VoiceDecoder decoder;
  private JitterBuffer buffer;
  private final BurstOpening opening = new BurstOpening();
  private volatile boolean adaptive = true;
  private boolean adapts = true;
  private long burst = -1;
  private long streamStart;
  private long lastNumber;
  private long lastArrivalNs;
  private boolean sounds;

  RadioPlayout(OpusCodecs opus, PlayoutProfile profile) {
    this.opus = opus;
    this.profile = profile;
    decoder = opus.decoder(1, OpusConcealment.DEEP);
    buffer = new JitterBuffer(profile, Limits.DEFAULT, decoder);
  }

  /// Whether the delay follows the network, from the next burst on. Otherwise it is fixed, what is
  /// missing is made up for simply, and nothing catches up. The statistics begin anew.
  void adaptive(boolean on) {
    adaptive = on;
  }

  private void rebuild() {
    adapts = adaptive;
    decoder.close();
    decoder = opus.decoder(1, adapts ? OpusConcealment.DEEP : OpusConcealment.CLASSIC);
    buffer = new JitterBuffer(adapts ? profile : FIXED, Limits.DEFAULT, decoder);
  }

  /// One frame. A lease that follows on another of the same burst counts its frames anew: they go
  /// on where those before ended, with the time between.
  void take(long of, long sequence, long arrivalNs, byte[] bytes, int length) {
    if (of == burst + 1) {
      long elapsed = (arrivalNs - lastArrivalNs) / FRAME_NS;
      streamStart = lastNumber + Math.max(1, elapsed);
      sounds &= elapsed < PAUSE_FRAMES;
      burst = of;
    } else if (of != burst) {
      sounds = false;
      streamStart = 0;
      lastNumber = 0;
      burst = of;
      if (adapts != adaptive) {
        rebuild();
      }
      if (adapts) {
        opening.begin(arrivalNs);
      }
    }
    long number = streamStart + sequence;
    lastNumber = Math.max(lastNumber, number);
    lastArrivalNs = arrivalNs;
    if (!opening.isOpen() || !opening.hold(number, arrivalNs, bytes, length)) {
      opening.release(AT_ONCE_NS, this::insert);
      insert(number, arrivalNs, bytes, length);
    }
  }

  private void insert(long number, long arrivalNs, byte[] bytes, int length) {
    int stream = (int) (burst / RadioTimeline.LEASES_PER_STREAM);
    int timestamp = (int) (number * FRAME_SAMPLES);
    buffer.insert(arrivalNs, stream, (int) number, timestamp, bytes, 0, length);
  }

  /// Lets go what the opening of a burst held, when it is time.
  void release(long nowNs) {
    opening.release(nowNs, this::insert);
  }

  /// The next 10 ms; whether a burst begins to sound with them.
  boolean pull(long nowNs, short[] pcm) {
    buffer.pull(nowNs, pcm, 0);
    boolean before = sounds || burst < 0;
    if (!before) {
      sounds = isSound(pcm);
    }
    return sounds && !before;
  }

  private static boolean isSound(short[] pcm) {
    for (short sample : pcm) {
      if (sample != 0) {
        return true;
      }
    }
    return false;
  }

  /// How playout has gone so far.
  PlayoutStatistics statistics() {
    return buffer.statistics();
  }

  @Override
  public void close() {
    decoder.close();
  }
}
