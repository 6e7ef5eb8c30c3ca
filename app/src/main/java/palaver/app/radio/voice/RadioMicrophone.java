// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import palaver.audio.codec.OpusCodecs;
import palaver.audio.codec.OpusSettings;
import palaver.audio.codec.VoiceEncoder;
import palaver.audio.mix.LevelMeter;
import palaver.net.radio.FrameRing;
import palaver.net.radio.RadioClocks;
import palaver.sound.Microphone;
import palaver.sound.PcmRing;

/// What the microphone hears becomes frames for the node, from the press on. What it hears while
/// the button is up is forgotten at once.
///
/// The frames of the time between press and grant go to the node as they are made: it keeps the
/// last half second of them, sends them with the grant, and forgets them when it is refused.
public final class RadioMicrophone implements AutoCloseable {

  private static final int FRAME_SAMPLES = 960;
  private static final int WARM_UP_FRAMES = 25;

  private static final long IDLE_NS = 50_000_000;

  private final Runnable offered;
  private final FrameRing frames;
  private final OpusCodecs opus;
  private final Supplier<OpusSettings> encoding;
  private final RadioClocks clocks;
  private final LevelMeter meter = new LevelMeter();
  private final byte[] packet = new byte[FrameRing.FRAME_BYTES_MAX];
  private final short[] pcm = new short[FRAME_SAMPLES];
  private final Thread thread;
  private volatile @Nullable Microphone device;
  private volatile @Nullable RadioEcho echo;
  private volatile double level;
  private volatile long wanted;
  private volatile boolean closing;
  private long presses;
  private long current;
  private long sequence;
  private int at;

  /// @param frames where the node takes its frames; nobody else may offer while the button is down
  /// @param offered told when there is one
  /// @param encoding how a burst is encoded; asked at each press
  public RadioMicrophone(
      FrameRing frames,
      Runnable offered,
      OpusCodecs opus,
      Supplier<OpusSettings> encoding,
      RadioClocks clocks) {
    this.frames = frames;
    this.offered = offered;
    this.opus = opus;
    this.encoding = encoding;
    this.clocks = clocks;
    thread = Thread.ofPlatform().name("radio-microphone").daemon(true).start(this::run);
  }

  /// Hears from now on what `microphone` gives, and shows it to `test`.
  void listen(Microphone microphone, RadioEcho test) {
    echo = test;
    device = microphone;
  }

  /// The device has something. On the device's thread.
  void arrived() {
    LockSupport.unpark(thread);
  }

  /// The button is down. Calls of this and [#end] come one after the other.
  void begin() {
    wanted = ++presses;
    LockSupport.unpark(thread);
  }

  /// The button is up.
  void end() {
    wanted = 0;
  }

  /// How loud it is, 0 to 1.
  double level() {
    return level;
  }

  private void run() {
    VoiceEncoder encoder = opus.encoder(encoding.get());
    try {
      // The first frames of a fresh process take long to make.
      for (int i = 0; i < WARM_UP_FRAMES; i++) {
        encoder.encode(pcm, 0, FRAME_SAMPLES, packet, 0, packet.length);
      }
      while (!closing) {
        long press = wanted;
        if (press != current) {
          current = press;
          at = 0;
          sequence = 0;
          if (press != 0) {
            encoder.close();
            encoder = opus.encoder(encoding.get());
          }
        }
        Microphone from = device;
        if (from == null || !from.poll(pcm, at)) {
          LockSupport.parkNanos(this, IDLE_NS);
        } else {
          block(encoder);
        }
      }
    } finally {
      encoder.close();
    }
  }

  private void block(VoiceEncoder encoder) {
    meter.measure(pcm, at, PcmRing.BLOCK_SAMPLES);
    level = meter.audioLevel();
    RadioEcho test = echo;
    if (test != null) {
      test.record(pcm, at);
    }
    at += PcmRing.BLOCK_SAMPLES;
    if (at == FRAME_SAMPLES) {
      at = 0;
      if (current != 0) {
        int length = encoder.encode(pcm, 0, FRAME_SAMPLES, packet, 0, packet.length);
        frames.offer(0, sequence++, clocks.nowNs(), packet, 0, length);
        offered.run();
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
  }
}
