// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import palaver.audio.codec.OpusCodecs;
import palaver.audio.codec.OpusSettings;
import palaver.audio.codec.VoiceEncoder;
import palaver.audio.file.Sound;
import palaver.floor.ParticipantState;
import palaver.net.radio.FrameRing;
import palaver.net.radio.RadioClocks;

/// Says a recording: one press, from the request to the release. Like a person it begins to speak
/// at once; what was said before the grant goes out with it. One who had to wait begins anew.
public final class RadioSpeaker implements RadioTalker {

  private static final long MS = 1_000_000;
  private static final long FRAME_NS = 20 * MS;
  private static final int FRAME_SAMPLES = 960;

  /// So much is said before the grant, as much as a node keeps.
  private static final int EARLY_FRAMES = 24;

  private final RadioPress button;
  private final FrameRing microphone;
  private final OpusCodecs opus;
  private final OpusSettings encoding;
  private final RadioClocks clocks;
  private final BlockingQueue<ParticipantState> states = new LinkedBlockingQueue<>();
  private final byte[] packet = new byte[FrameRing.FRAME_BYTES_MAX];
  private final short[] pcm = new short[FRAME_SAMPLES];
  private ParticipantState state = new ParticipantState.Idle();
  private boolean waited;
  private int saidFrames;

  public RadioSpeaker(
      RadioPress button,
      FrameRing microphone,
      OpusCodecs opus,
      OpusSettings encoding,
      RadioClocks clocks) {
    this.button = button;
    this.microphone = microphone;
    this.opus = opus;
    this.encoding = encoding;
    this.clocks = clocks;
  }

  @Override
  public void onState(ParticipantState next) {
    states.add(next);
  }

  @Override
  public RadioButton.Refusal meanwhile() {
    return RadioButton.Refusal.BUSY;
  }

  /// Says it all; why not, when it was refused or broken off.
  ///
  /// @param sound at 48 kHz, one channel
  /// @param waitNs how long to wait for the floor
  public @Nullable String say(Sound sound, int priority, boolean emergency, long waitNs)
      throws InterruptedException {
    if (!button.press(priority, emergency)) {
      return "the node is busy or stops";
    }
    try (VoiceEncoder encoder = opus.encoder(encoding)) {
      return speak(sound, encoder, clocks.nowNs() + waitNs);
    } finally {
      button.release();
    }
  }

  private @Nullable String speak(Sound sound, VoiceEncoder encoder, long giveUpNs)
      throws InterruptedException {
    int frames = (sound.samples() + FRAME_SAMPLES - 1) / FRAME_SAMPLES;
    long dueNs = clocks.nowNs();
    while (saidFrames < frames) {
      boolean open = state instanceof ParticipantState.Granted;
      if (open || (!waited && saidFrames < EARLY_FRAMES)) {
        say(sound, encoder);
        // The first frame of a fresh process takes long to make: time begins after it.
        dueNs = (saidFrames == 1 ? clocks.nowNs() : dueNs) + FRAME_NS;
        LockSupport.parkNanos(this, Math.max(0, dueNs - clocks.nowNs()));
      } else {
        awaitState(FRAME_NS);
        dueNs = clocks.nowNs();
        if (dueNs > giveUpNs) {
          return "the floor was not free in time";
        }
      }
      String refusal = watch();
      if (refusal != null) {
        return refusal;
      }
    }
    return state instanceof ParticipantState.Granted ? null : awaitGrant();
  }

  /// A recording that is shorter than the way to the grant and back.
  private @Nullable String awaitGrant() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      awaitState(FRAME_NS);
      String refusal = watch();
      if (refusal != null || state instanceof ParticipantState.Granted) {
        return refusal;
      }
    }
    return "no answer to the press";
  }

  private void awaitState(long atMostNs) throws InterruptedException {
    ParticipantState next = states.poll(atMostNs, TimeUnit.NANOSECONDS);
    if (next != null) {
      take(next);
    }
  }

  private @Nullable String watch() {
    ParticipantState next = states.poll();
    while (next != null) {
      take(next);
      next = states.poll();
    }
    return switch (state) {
      case ParticipantState.Denied(var cause, _) -> "denied: " + words(cause);
      case ParticipantState.Revoked(var cause, _) -> "taken back: " + words(cause);
      case ParticipantState.ReceiveOnly _ -> "denied: receive only";
      default -> null;
    };
  }

  private void take(ParticipantState next) {
    state = next;
    if (next instanceof ParticipantState.Queued) {
      waited = true;
      saidFrames = 0;
    }
  }

  private static String words(Enum<?> cause) {
    return cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void say(Sound sound, VoiceEncoder encoder) {
    int from = saidFrames * FRAME_SAMPLES;
    int count = Math.min(FRAME_SAMPLES, sound.samples() - from);
    System.arraycopy(sound.pcm(), from, pcm, 0, count);
    Arrays.fill(pcm, count, FRAME_SAMPLES, (short) 0);
    int length = encoder.encode(pcm, 0, FRAME_SAMPLES, packet, 0, packet.length);
    microphone.offer(0, saidFrames, clocks.nowNs(), packet, 0, length);
    button.offered();
    saidFrames++;
  }
}
