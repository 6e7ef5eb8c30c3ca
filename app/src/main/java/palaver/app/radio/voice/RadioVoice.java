// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import palaver.audio.codec.OpusCodecs;
import palaver.audio.playout.JitterBuffer;
import palaver.audio.playout.PlayoutStatistics;
import palaver.net.radio.FrameRing;
import palaver.net.radio.RadioClocks;

/// Makes sound of the frames that a node hears, 10 ms at a time, for whoever listens.
///
/// What was said before the grant arrives at once: up to half a second waits here, and the playout
/// catches up by playing a little faster without a change of pitch.
public final class RadioVoice implements AutoCloseable {

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
  private static final int FRAMES_MAX = 256;
  private static final int PULLS_PER_LOOK = 50;

  private final RadioClocks clocks;
  private final LongConsumer beginning;
  private final FrameRing ring = new FrameRing(FRAMES_MAX);
  private final RadioPlayout playout;
  private final short[] pcm = new short[JitterBuffer.PULL_SAMPLES];
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile @Nullable Pace pace;
  private volatile PlayoutStatistics statistics;
  private volatile boolean closing;
  private long pulls;

  /// @param beginning told when a burst begins to sound, by the node's clock
  public RadioVoice(OpusCodecs opus, RadioClocks clocks, LongConsumer beginning) {
    this.clocks = clocks;
    this.beginning = beginning;
    playout = new RadioPlayout(opus, RadioPlayout.PROFILE);
    statistics = playout.statistics();
    thread = Thread.ofPlatform().name("radio-voice").daemon(true).start(this::run);
  }

  /// Where the node puts the frames that it hears.
  public FrameRing ring() {
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

  /// Whether the delay follows the network, from the next burst on. Any thread.
  public void adaptive(boolean on) {
    playout.adaptive(on);
  }

  /// How playout has gone so far.
  public PlayoutStatistics statistics() {
    return statistics;
  }

  private void run() {
    long dueNs = clocks.nowNs();
    while (!closing) {
      while (ring.poll(playout::take)) {}
      long nowNs = clocks.nowNs();
      playout.release(nowNs);
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
    playout.close();
  }

  private void pull(long nowNs) {
    boolean begins = playout.pull(nowNs, pcm);
    if (begins) {
      beginning.accept(nowNs);
    }
    if (pulls++ % PULLS_PER_LOOK == 0) {
      statistics = playout.statistics();
    }
    for (Listener listener : listeners) {
      listener.sound(pcm);
    }
  }

  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
  }
}
