// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

import palaver.audio.codec.VoiceDecoder;

/// Decoded sound that waits to be played, behind a stretch of what was played last.
///
/// Positions and counts are samples per channel; `array()` is indexed in samples times channels.
final class PcmQueue {

  /// How much of what was played stays at hand.
  static final int HISTORY = 1_200;

  private static final int CAPACITY = HISTORY + 2 * VoiceDecoder.PACKET_SAMPLES_MAX + 4_096;

  private final int channels;
  private final short[] data;
  private int head = HISTORY;
  private int tail = HISTORY;

  PcmQueue(int channels) {
    this.channels = channels;
    data = new short[CAPACITY * channels];
  }

  int channels() {
    return channels;
  }

  short[] array() {
    return data;
  }

  int head() {
    return head;
  }

  int available() {
    return tail - head;
  }

  /// Where the next sound may be written: an index into [#array] with room for the longest packet.
  int reserve() {
    if (tail + VoiceDecoder.PACKET_SAMPLES_MAX > CAPACITY) {
      moveTo(HISTORY);
    }
    return tail * channels;
  }

  /// Adds what was written at [#reserve].
  void commit(int samples) {
    tail += samples;
  }

  /// Adds what was written at [#reserve], without its first `skipped` samples.
  void commit(int samples, int skipped) {
    int keep = samples - skipped;
    int at = tail * channels;
    System.arraycopy(data, at + skipped * channels, data, at, keep * channels);
    tail += keep;
  }

  /// Takes the next `samples`.
  void take(int samples, short[] pcm, int offset) {
    System.arraycopy(data, head * channels, pcm, offset, samples * channels);
    head += samples;
  }

  /// Drops all that waits; what was played stays.
  void clear() {
    tail = head;
  }

  /// Makes room for `samples` more in front of what waits.
  void insert(int samples) {
    if (tail + samples > CAPACITY) {
      moveTo(HISTORY);
    }
    System.arraycopy(
        data, head * channels, data, (head + samples) * channels, available() * channels);
    tail += samples;
  }

  /// Removes the next `samples`; what was played moves up to what remains.
  void skip(int samples) {
    int from = head - HISTORY;
    System.arraycopy(data, from * channels, data, (from + samples) * channels, HISTORY * channels);
    head += samples;
  }

  private void moveTo(int newHead) {
    int from = head - HISTORY;
    System.arraycopy(
        data,
        from * channels,
        data,
        (newHead - HISTORY) * channels,
        (HISTORY + available()) * channels);
    tail = newHead + available();
    head = newHead;
  }
}
