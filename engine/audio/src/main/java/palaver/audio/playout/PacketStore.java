// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

import java.util.Arrays;

/// The packets that wait, in slots that are used again and again. The sequence number chooses the
/// slot; a newer packet takes the slot of an older one.
final class PacketStore {

  /// No slot.
  static final int NONE = -1;

  private static final long EMPTY = Long.MIN_VALUE;

  private final long[] sequences;
  private final long[] timestamps;
  private final long[] arrivalsNs;
  private final int[] samples;
  private final int[] lengths;
  private final boolean[] copies;
  private final byte[][] bytes;
  private final int mask;
  private int count;

  PacketStore(Limits limits) {
    int slots = limits.packetsMax();
    mask = slots - 1;
    sequences = new long[slots];
    Arrays.fill(sequences, EMPTY);
    timestamps = new long[slots];
    arrivalsNs = new long[slots];
    samples = new int[slots];
    lengths = new int[slots];
    copies = new boolean[slots];
    bytes = new byte[slots][limits.packetBytesMax()];
  }

  boolean holds(long sequence) {
    return sequences[(int) sequence & mask] == sequence;
  }

  /// Whether the slot of `sequence` is taken by another packet.
  boolean isTaken(long sequence) {
    long holder = sequences[(int) sequence & mask];
    return holder != EMPTY && holder != sequence;
  }

  /// Whether a packet that waits comes before the given one by sequence number but not by time, or
  /// after it but not by time. No sender means that, and what waits could not be bounded.
  boolean contradicts(long sequence, long timestamp, int packetSamples) {
    for (int slot = 0; slot <= mask && count > 0; slot++) {
      if (sequences[slot] != EMPTY && sequences[slot] != sequence) {
        int order = Long.signum(sequences[slot] - sequence);
        if (order != Long.signum(timestamps[slot] - timestamp)
            || order != Long.signum(end(slot) - timestamp - packetSamples)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Copies a packet into its slot.
  void put(
      long sequence,
      long timestamp,
      long arrivalNs,
      int packetSamples,
      boolean copy,
      byte[] from,
      int offset,
      int length) {
    int slot = (int) sequence & mask;
    if (sequences[slot] == EMPTY) {
      count++;
    }
    sequences[slot] = sequence;
    timestamps[slot] = timestamp;
    arrivalsNs[slot] = arrivalNs;
    samples[slot] = packetSamples;
    lengths[slot] = length;
    copies[slot] = copy;
    System.arraycopy(from, offset, bytes[slot], 0, length);
  }

  void remove(int slot) {
    sequences[slot] = EMPTY;
    count--;
  }

  void clear() {
    Arrays.fill(sequences, EMPTY);
    count = 0;
  }

  int count() {
    return count;
  }

  /// The slot with the lowest sequence number, or [#NONE].
  int first() {
    int found = NONE;
    for (int slot = 0; slot <= mask && count > 0; slot++) {
      if (sequences[slot] != EMPTY && (found == NONE || sequences[slot] < sequences[found])) {
        found = slot;
      }
    }
    return found;
  }

  /// The slot with the highest sequence number, or [#NONE].
  int last() {
    int found = NONE;
    for (int slot = 0; slot <= mask && count > 0; slot++) {
      if (sequences[slot] != EMPTY && (found == NONE || sequences[slot] > sequences[found])) {
        found = slot;
      }
    }
    return found;
  }

  /// How long the sound is that waits, gaps included, in samples.
  long span() {
    int first = first();
    return first == NONE ? 0 : end(last()) - timestamps[first];
  }

  long sequence(int slot) {
    return sequences[slot];
  }

  long timestamp(int slot) {
    return timestamps[slot];
  }

  /// The timestamp just after the packet.
  long end(int slot) {
    return timestamps[slot] + samples[slot];
  }

  long arrivalNs(int slot) {
    return arrivalsNs[slot];
  }

  int samples(int slot) {
    return samples[slot];
  }

  int length(int slot) {
    return lengths[slot];
  }

  /// Whether it is not the packet itself but what a later one repeats of it.
  boolean isCopy(int slot) {
    return copies[slot];
  }

  byte[] bytes(int slot) {
    return bytes[slot];
  }
}
