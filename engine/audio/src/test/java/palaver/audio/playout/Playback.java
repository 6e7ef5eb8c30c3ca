// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

import java.util.Arrays;
import java.util.PriorityQueue;

/// A talker, a network and a listener for tests, in virtual time: packets are sent into the future,
/// and pulls come every 10 ms.
final class Playback {

  static final long MS = 1_000_000;

  private record Flight(
      long arrivalNs, int order, int ssrc, int sequence, int timestamp, byte[] bytes) {}

  final FakeToneDecoder decoder;
  final JitterBuffer buffer;
  long nowNs;
  boolean sounding;
  private final PriorityQueue<Flight> flights =
      new PriorityQueue<>((a, b) ->
          a.arrivalNs == b.arrivalNs
              ? Integer.compare(a.order, b.order)
              : Long.compare(a.arrivalNs, b.arrivalNs));
  private final int channels;
  private int sent;
  private short[] heard = new short[0];
  private int heardLength;

  /// How a talker numbers packets.
  int ssrc = 7;

  int sequence = 65_530;
  int timestamp = -5_000;
  int frameSamples = 960;
  int repeated;
  long talkNs = 3 * MS;

  Playback(PlayoutProfile profile) {
    this(profile, 1);
  }

  Playback(PlayoutProfile profile, int channels) {
    this.channels = channels;
    decoder = new FakeToneDecoder(channels);
    buffer = new JitterBuffer(profile, Limits.DEFAULT, decoder);
  }

  long frameNs() {
    return frameSamples * 62_500L / 3;
  }

  /// Sends the next packet so that it arrives after `delayNs`.
  void send(long delayNs) {
    byte[] bytes = FakeToneDecoder.packet(timestamp, frameSamples, repeated);
    flights.add(new Flight(talkNs + delayNs, sent++, ssrc, sequence, timestamp, bytes));
    skip();
  }

  /// The next packet is lost.
  void lose() {
    skip();
  }

  private void skip() {
    sequence++;
    timestamp += frameSamples;
    talkNs += frameNs();
  }

  /// The talker pauses and sends nothing.
  void pause(long ns) {
    talkNs += ns;
    timestamp += (int) Samples.fromNs(ns);
  }

  void sendAgain(long delayNs) {
    sequence--;
    timestamp -= frameSamples;
    talkNs -= frameNs();
    send(delayNs);
  }

  /// Sends `count` packets with one delay and listens to that time.
  void talk(int count, long delayNs) {
    for (int i = 0; i < count; i++) {
      send(delayNs);
      listenUntil(talkNs - frameNs());
    }
  }

  void listenUntil(long untilNs) {
    while (nowNs <= untilNs) {
      while (!flights.isEmpty() && flights.peek().arrivalNs <= nowNs) {
        arrive(flights.remove());
      }
      if (heardLength + 480 * channels > heard.length) {
        heard = Arrays.copyOf(heard, Math.max(48_000, heard.length * 2));
      }
      sounding = buffer.pull(nowNs, heard, heardLength);
      heardLength += 480 * channels;
      nowNs += JitterBuffer.PULL_NS;
    }
  }

  private void arrive(Flight flight) {
    buffer.insert(
        flight.arrivalNs,
        flight.ssrc,
        flight.sequence,
        flight.timestamp,
        flight.bytes,
        0,
        flight.bytes.length);
  }

  PlayoutStatistics statistics() {
    return buffer.statistics();
  }

  double delayMs() {
    return buffer.delayNs(nowNs) / 1e6;
  }

  double targetMs() {
    return buffer.targetDelayNs() / 1e6;
  }

  short[] heard() {
    return Arrays.copyOf(heard, heardLength);
  }

  void forgetHeard() {
    heardLength = 0;
    decoder.log.clear();
  }
}
