// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import palaver.floor.ParticipantState;

/// The tones of a node, mixed into what its speaker plays and into nothing else. One at a time: a
/// later one cuts an earlier one off. Allocates nothing.
public final class RadioTones {

  private static final int SAMPLES_PER_MS = 48;
  private static final int EDGE_SAMPLES = 8 * SAMPLES_PER_MS;
  private static final double AMPLITUDE = 0.12 * Short.MAX_VALUE;

  private final boolean on;
  private final Map<RadioSignal, short[]> tones = new EnumMap<>(RadioSignal.class);
  private final AtomicReference<@Nullable RadioSignal> next = new AtomicReference<>();
  private ParticipantState shown = new ParticipantState.NoLeader();
  private short[] playing = {};
  private int at;

  /// @param on whether there are any
  RadioTones(boolean on) {
    this.on = on;
    for (RadioSignal signal : RadioSignal.values()) {
      tones.put(signal, pcm(signal));
    }
  }

  /// The tone of a signal at 48 kHz, one channel.
  static short[] pcm(RadioSignal signal) {
    List<int[]> notes = new ArrayList<>();
    int samples = 0;
    for (String note : signal.notes().split(" ", -1)) {
      String[] parts = note.split(":", -1);
      int[] next = {Integer.parseInt(parts[0]), Integer.parseInt(parts[1]) * SAMPLES_PER_MS};
      notes.add(next);
      samples += next[1];
    }
    short[] pcm = new short[samples];
    int at = 0;
    for (int[] note : notes) {
      sound(pcm, at, note[1], note[0]);
      at += note[1];
    }
    return pcm;
  }

  /// A sine with soft edges, so that it does not click.
  private static void sound(short[] into, int at, int samples, int hertz) {
    for (int i = 0; i < samples; i++) {
      double edge = Math.min(1.0, Math.min(i, samples - i) / (double) EDGE_SAMPLES);
      double turn = 2 * Math.PI * hertz * i / (1_000.0 * SAMPLES_PER_MS);
      into[at + i] = (short) Math.round(AMPLITUDE * edge * Math.sin(turn));
    }
  }

  public boolean areOn() {
    return on;
  }

  /// The node shows something else about its press. On the node's thread.
  ///
  /// @param own whether the press is that of the node's own button
  public void onState(ParticipantState state, boolean own) {
    RadioSignal signal = RadioSignal.of(shown, state);
    shown = state;
    if (signal != null && (own || signal == RadioSignal.LOST)) {
      give(signal);
    }
  }

  /// Sounds from the next block on. Any thread.
  void give(RadioSignal signal) {
    if (on) {
      next.set(signal);
    }
  }

  /// Adds what sounds now to a block for the speaker. One thread only.
  void mixInto(short[] block) {
    RadioSignal signal = next.getAndSet(null);
    if (signal != null) {
      playing = tones.getOrDefault(signal, playing);
      at = 0;
    }
    int count = Math.min(block.length, playing.length - at);
    for (int i = 0; i < count; i++) {
      block[i] = (short) Math.clamp(block[i] + playing[at + i], Short.MIN_VALUE, Short.MAX_VALUE);
    }
    at += count;
  }
}
