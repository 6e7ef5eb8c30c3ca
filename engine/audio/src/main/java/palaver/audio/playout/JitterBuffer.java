// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

import palaver.audio.codec.VoiceDecoder;

/// The adaptive playout of one talker: takes packets as they come, gives 10 ms of sound per pull.
/// Not for several threads; allocates nothing after its making.
///
/// The playout delay of a sample is the time from when it could have played, had its packet been as
/// fast as the fastest of late, to when it plays. It follows a quantile of measured packet delays
/// between the profile's bounds. Stretching and compressing speech (not dropping frames) moves it.
/// Where a packet is missing at its time, later packets that repeat it come first, then the
/// decoder's concealment, fading to silence. Once later packets have proved to repeat earlier ones,
/// a lost packet counts as one that came with the next, so that the delay is enough to use it.
///
/// When nothing at all is there, time stands still for the talker: what comes late plays whole and
/// the delay has grown by the wait. A loss or a pause found afterwards is counted against that
/// wait. Never more waits than the profile's greatest delay and one packet: the oldest goes.
public final class JitterBuffer {

  /// Samples per channel that one [#pull] gives.
  public static final int PULL_SAMPLES = Samples.PER_PULL;

  public static final long PULL_NS = 10_000_000;

  private final PlayoutProfile profile;
  private final Limits limits;
  private final VoiceDecoder decoder;
  private final RtpSequence order = new RtpSequence();
  private final InterarrivalJitter jitter = new InterarrivalJitter();
  private final DelayEstimator estimator;
  private final PacketStore store;
  private final PlayoutLine line;

  /// A buffer in front of `decoder`, which it alone uses from now on and does not close.
  public JitterBuffer(PlayoutProfile profile, Limits limits, VoiceDecoder decoder) {
    this.profile = profile;
    this.limits = limits;
    this.decoder = decoder;
    estimator = new DelayEstimator(profile);
    store = new PacketStore(limits);
    line = new PlayoutLine(profile, estimator, store, decoder);
  }

  /// Takes an RTP packet, in any order; its bytes are copied.
  ///
  /// @param arrivalNs when it came
  /// @param sequence the lower 16 bits are its sequence number
  /// @param timestamp its timestamp at 48 kHz
  /// @param bytes holds the payload of `lengthBytes` from `offset` on
  public Insertion insert(
      long arrivalNs,
      int ssrc,
      int sequence,
      int timestamp,
      byte[] bytes,
      int offset,
      int lengthBytes) {
    Tally tally = line.tally();
    RtpSequence.Place place = order.accept(arrivalNs, ssrc, sequence & 0xffff, timestamp, false);
    if (place == RtpSequence.Place.DUPLICATE) {
      tally.packetsDuplicated++;
      return Insertion.DUPLICATE;
    }
    if (place == RtpSequence.Place.STRAY) {
      tally.packetsDiscarded++;
      return Insertion.STRAY;
    }
    if (place == RtpSequence.Place.RESTART) {
      restart();
    }
    tally.packetsReceived++;
    jitter.observe(arrivalNs, order.timestamp());
    int samples = samples(bytes, offset, lengthBytes);
    if (samples == 0) {
      tally.packetsDiscarded++;
      return Insertion.DAMAGED;
    }
    if (store.contradicts(order.sequence(), order.timestamp(), samples)) {
      tally.packetsDiscarded++;
      return Insertion.STRAY;
    }
    estimator.observe(arrivalNs, order.timestamp(), samples);
    if (place == RtpSequence.Place.NEXT && order.missed() > 0 && tally.recovered > 0) {
      estimator.observeRepeated(arrivalNs, order.timestamp(), samples);
    }
    if (!keep(arrivalNs, samples, false, bytes, offset, lengthBytes)) {
      tally.packetsDiscarded++;
      tally.packetsLate++;
      return Insertion.LATE;
    }
    return place == RtpSequence.Place.RESTART ? Insertion.RESTARTED : Insertion.STORED;
  }

  /// Takes a copy of an earlier packet that came inside a later one (RFC 2198), before or after
  /// that. It is played if the packet itself is missing. It does not count as received, and says
  /// nothing about the delay of the network.
  ///
  /// @param arrivalNs when the packet came that it was in
  /// @param sequence the lower 16 bits are the sequence number of the packet it repeats
  /// @param timestamp that packet's timestamp
  public Insertion insertCopy(
      long arrivalNs,
      int ssrc,
      int sequence,
      int timestamp,
      byte[] bytes,
      int offset,
      int lengthBytes) {
    RtpSequence.Place place = order.accept(arrivalNs, ssrc, sequence & 0xffff, timestamp, true);
    if (place != RtpSequence.Place.OLDER) {
      return place == RtpSequence.Place.STRAY ? Insertion.STRAY : Insertion.DUPLICATE;
    }
    if (store.holds(order.sequence())) {
      return Insertion.DUPLICATE;
    }
    int samples = samples(bytes, offset, lengthBytes);
    if (samples == 0) {
      return Insertion.DAMAGED;
    }
    if (store.contradicts(order.sequence(), order.timestamp(), samples)) {
      return Insertion.STRAY;
    }
    return keep(arrivalNs, samples, true, bytes, offset, lengthBytes)
        ? Insertion.STORED
        : Insertion.LATE;
  }

  private int samples(byte[] bytes, int offset, int lengthBytes) {
    if (lengthBytes <= 0 || lengthBytes > limits.packetBytesMax()) {
      return 0;
    }
    int samples = decoder.packetSamples(bytes, offset, lengthBytes);
    return samples > VoiceDecoder.PACKET_SAMPLES_MAX ? 0 : samples;
  }

  private boolean keep(
      long arrivalNs, int samples, boolean copy, byte[] bytes, int offset, int length) {
    long sequence = order.sequence();
    long timestamp = order.timestamp();
    if (line.isOver(sequence, timestamp + samples) || !line.makeRoom(sequence)) {
      return false;
    }
    store.put(sequence, timestamp, arrivalNs, samples, copy, bytes, offset, length);
    line.discardBeyond(Samples.fromNs(profile.maxDelayNs()));
    return true;
  }

  private void restart() {
    line.restart();
    estimator.restart();
    jitter.restart();
  }

  /// Gives the next 10 ms.
  ///
  /// @param pcm takes [#PULL_SAMPLES] times the decoder's channels, from `offset` on
  /// @return false when all of it is silence because nothing plays
  public boolean pull(long nowNs, short[] pcm, int offset) {
    return line.pull(nowNs, pcm, offset);
  }

  /// The playout delay of the sample that the next pull begins with, if it comes at `nowNs`; 0 when
  /// nothing plays.
  public long delayNs(long nowNs) {
    return line.isPlaying() ? estimator.delayNs(nowNs, line.headTimestamp()) : 0;
  }

  /// The delay aimed at.
  public long targetDelayNs() {
    return estimator.targetNs();
  }

  /// How much sound waits, decoded or not.
  public long heldNs() {
    return Samples.toNs(line.heldSamples());
  }

  /// The RTP timestamp of the sample that the next pull begins with, or began with in the pause
  /// before it.
  public int playheadTimestamp() {
    return (int) line.headTimestamp();
  }

  /// How many samples have come out of packets, like
  /// [PlayoutStatistics#jitterBufferEmittedCount()].
  public long emittedCount() {
    return line.emittedCount();
  }

  public PlayoutStatistics statistics() {
    return line.statistics(order.expected(), jitter.jitterNs());
  }
}
