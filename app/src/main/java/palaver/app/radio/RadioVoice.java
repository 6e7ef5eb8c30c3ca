// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import palaver.audio.codec.OpusCodecs;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.VoiceDecoder;
import palaver.audio.playout.JitterBuffer;
import palaver.audio.playout.Limits;
import palaver.audio.playout.PlayoutProfile;
import palaver.audio.playout.PlayoutStatistics;
import palaver.net.radio.FrameRing;
import palaver.net.radio.RadioClocks;

/// Makes sound of the frames that a node hears, 10 ms at a time, for whoever listens.
///
/// What was said before the grant arrives at once: up to half a second waits here, and the playout
/// catches up by playing a little faster without a change of pitch.
final class RadioVoice implements AutoCloseable {

  /// Takes 10 ms of sound at 48 kHz, one channel; valid only during the call.
  @FunctionalInterface
  interface Listener {
    void sound(short[] pcm);
  }

  /// A speaker that says itself when it needs more.
  interface Pace {

    /// Whether it is there; otherwise the clock says when.
    boolean isOpen();

    /// Whether it needs 10 ms more now.
    boolean wants();
  }

  private static final long MS = 1_000_000;
  private static final long PACED_NS = 5 * MS;
  private static final long IDLE_NS = 100 * MS;
  private static final long FRAME_NS = 20 * MS;
  private static final int FRAME_SAMPLES = 960;
  private static final int FRAMES_MAX = 256;
  private static final int PULLS_PER_LOOK = 50;
  static final PlayoutProfile PROFILE =
      PlayoutProfile.DEFAULT.withBounds(20 * MS, 700 * MS).withSilence(RadioTimeline.PAUSE_BYTES);

  private static final PlayoutProfile FIXED = PROFILE.withBounds(120 * MS, 120 * MS);

  private final RadioClocks clocks;
  private final FrameRing ring = new FrameRing(FRAMES_MAX);
  private final OpusCodecs opus;
  private VoiceDecoder decoder;
  private JitterBuffer buffer;
  private final BurstOpening opening = new BurstOpening();
  private final short[] pcm = new short[JitterBuffer.PULL_SAMPLES];
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile @Nullable Pace pace;
  private volatile PlayoutStatistics statistics;
  private volatile boolean closing;
  private volatile boolean adaptive = true;
  private boolean adapts = true;
  private long pulls;
  private long burst = -1;
  private long streamStart;
  private long lastNumber;
  private long lastArrivalNs;

  RadioVoice(OpusCodecs opus, RadioClocks clocks) {
    this.clocks = clocks;
    this.opus = opus;
    decoder = opus.decoder(1, OpusConcealment.DEEP);
    buffer = new JitterBuffer(PROFILE, Limits.DEFAULT, decoder);
    statistics = buffer.statistics();
    thread = Thread.ofPlatform().name("radio-voice").daemon(true).start(this::run);
  }

  /// Where the node puts the frames that it hears.
  FrameRing ring() {
    return ring;
  }

  /// From now on `speaker` sets the pace; it calls [#wakeUp] when it needs more.
  void pace(Pace speaker) {
    pace = speaker;
    wakeUp();
  }

  /// There may be something to do. Any thread; never waits.
  void wakeUp() {
    LockSupport.unpark(thread);
  }

  void add(Listener listener) {
    listeners.add(listener);
    LockSupport.unpark(thread);
  }

  void remove(Listener listener) {
    listeners.remove(listener);
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
    buffer = new JitterBuffer(adapts ? PROFILE : FIXED, Limits.DEFAULT, decoder);
  }

  /// How playout has gone so far.
  PlayoutStatistics statistics() {
    return statistics;
  }

  private void run() {
    long dueNs = clocks.nowNs();
    while (!closing) {
      while (ring.poll(this::take)) {}
      long nowNs = clocks.nowNs();
      opening.release(nowNs, this::insert);
      Pace speaker = pace;
      if (listeners.isEmpty()) {
        LockSupport.parkNanos(this, IDLE_NS);
        dueNs = clocks.nowNs();
      } else if (speaker != null && speaker.isOpen()) {
        dueNs = nowNs + JitterBuffer.PULL_NS;
        if (speaker.wants()) {
          pull(nowNs);
        } else {
          LockSupport.parkNanos(this, PACED_NS);
        }
      } else if (nowNs < dueNs) {
        LockSupport.parkNanos(this, dueNs - nowNs);
      } else {
        // After a pause of the process nothing is made up for.
        dueNs =
            nowNs - dueNs > IDLE_NS ? nowNs + JitterBuffer.PULL_NS : dueNs + JitterBuffer.PULL_NS;
        pull(nowNs);
      }
    }
    decoder.close();
  }

  private void pull(long nowNs) {
    buffer.pull(nowNs, pcm, 0);
    if (pulls++ % PULLS_PER_LOOK == 0) {
      statistics = buffer.statistics();
    }
    for (Listener listener : listeners) {
      listener.sound(pcm);
    }
  }

  /// One frame. A lease that follows on another of the same burst counts its frames anew: they go
  /// on where those before ended, with the time between.
  private void take(long of, long sequence, long arrivalNs, byte[] bytes, int length) {
    if (of == burst + 1) {
      long elapsed = (arrivalNs - lastArrivalNs) / FRAME_NS;
      streamStart = lastNumber + Math.max(1, elapsed);
      burst = of;
    } else if (of != burst) {
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
      opening.release(Long.MAX_VALUE / 2, this::insert);
      insert(number, arrivalNs, bytes, length);
    }
  }

  private void insert(long number, long arrivalNs, byte[] bytes, int length) {
    int stream = (int) (burst / RadioTimeline.LEASES_PER_STREAM);
    int timestamp = (int) (number * FRAME_SAMPLES);
    buffer.insert(arrivalNs, stream, (int) number, timestamp, bytes, 0, length);
  }

  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
  }
}
