// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

import palaver.audio.codec.VoiceDecoder;

/// The line from waiting packets to sound that plays now: what comes next, when, and what takes the
/// place of what is missing.
final class PlayoutLine {

  /// No codec repeats what is longer ago: one second.
  private static final long RECOVERY_SAMPLES_MAX = Samples.PER_SECOND;

  private final PlayoutProfile profile;
  private final DelayEstimator estimator;
  private final PacketStore store;
  private final VoiceDecoder decoder;
  private final PcmQueue queue;
  private final Concealment concealment;
  private final DelayControl control;
  private final EmittedDelay emitted = new EmittedDelay();
  private final Tally tally = new Tally();
  private final long idleAfter;

  /// Whether [#tail] is where playout is, not only where it was.
  private boolean playing;

  /// The timestamp that the next sound to be decoded should have; all before it is over.
  private long tail = Long.MIN_VALUE;

  private long lastSequence = Long.MIN_VALUE;
  private int lastSamples = 2 * Samples.PER_PULL;

  /// Samples made up for which [#tail] has not moved on.
  private long owed;

  private boolean pauseAnnounced;

  /// Whether the talker pauses and the next talk is awaited.
  private boolean pausing;

  PlayoutLine(
      PlayoutProfile profile, DelayEstimator estimator, PacketStore store, VoiceDecoder decoder) {
    this.profile = profile;
    this.estimator = estimator;
    this.store = store;
    this.decoder = decoder;
    queue = new PcmQueue(decoder.channels());
    concealment = new Concealment(profile, decoder);
    control = new DelayControl(profile, decoder.channels());
    idleAfter = Samples.fromNs(profile.idleAfterNs());
  }

  Tally tally() {
    return tally;
  }

  boolean isPlaying() {
    return playing;
  }

  long headTimestamp() {
    return tail - queue.available();
  }

  long heldSamples() {
    return queue.available() + store.span();
  }

  long emittedCount() {
    return emitted.emitted();
  }

  PlayoutStatistics statistics(long expected, double jitterNs) {
    return tally.statistics(expected, jitterNs, emitted);
  }

  /// Forgets the old sender; what is decoded still plays.
  void restart() {
    tally.restarts++;
    tally.packetsDiscarded += store.count();
    tally.countPending();
    store.clear();
    concealment.cut();
    playing = false;
    pausing = false;
    tail = Long.MIN_VALUE;
    lastSequence = Long.MIN_VALUE;
    owed = 0;
    pauseAnnounced = false;
  }

  /// Whether the time of a packet is over that ends at `end`.
  boolean isOver(long sequence, long end) {
    return end <= tail || sequence <= lastSequence;
  }

  /// Makes the slot of `sequence` free; false when a newer packet has it.
  boolean makeRoom(long sequence) {
    while (store.isTaken(sequence)) {
      if (store.sequence(store.first()) > sequence) {
        return false;
      }
      discardFirst();
    }
    return true;
  }

  /// Discards the oldest packets until what waits is within `most` samples and the newest packet.
  void discardBeyond(long most) {
    while (store.count() > 1 && heldSamples() > most + store.samples(store.last())) {
      discardFirst();
    }
  }

  /// Discards the oldest packet and goes on with the next, as if there had been none.
  private void discardFirst() {
    int first = store.first();
    tally.packetsDiscarded += store.isCopy(first) ? 0 : 1;
    store.remove(first);
    int next = store.first();
    if (playing && next != PacketStore.NONE && store.timestamp(next) > tail) {
      tail = store.timestamp(next);
      lastSequence = store.sequence(next) - 1;
      concealment.cut();
    }
  }

  boolean pull(long nowNs, short[] pcm, int offset) {
    decodeReady(Samples.PER_PULL);
    if (playing && owed == 0 && !pausing) {
      scale(nowNs);
    }
    while (queue.available() < Samples.PER_PULL) {
      fill(nowNs);
    }
    boolean sounds = playing || store.count() > 0;
    queue.take(Samples.PER_PULL, pcm, offset);
    emitted.emit(Samples.PER_PULL, nowNs);
    if (playing) {
      tally.addPull(Samples.PER_PULL, estimator.targetNs(), estimator.neededNs());
    }
    return sounds;
  }

  /// Decodes packets that follow without a gap until `samples` wait.
  private void decodeReady(int samples) {
    int slot = next();
    while (playing
        && slot != PacketStore.NONE
        && queue.available() < samples
        && store.timestamp(slot) <= tail) {
      decode(slot);
      slot = next();
    }
  }

  private void scale(long nowNs) {
    long delayNs = estimator.delayNs(nowNs, headTimestamp());
    long excessNs = delayNs - estimator.targetNs();
    boolean starving = starves(nowNs);
    if (starving || excessNs < -profile.toleranceNs()) {
      int inserted = control.grow(queue, nowNs, -excessNs, starving);
      tally.inserted += inserted;
      emitted.stretched(inserted);
    } else if (Math.min(excessNs, Samples.toNs(heldSamples()) - estimator.targetNs())
        > profile.toleranceNs()) {
      decodeReady(Samples.PER_PULL + TimeScaler.LAG_MAX);
      int removed = control.shrink(queue, nowNs, excessNs);
      tally.removed += removed;
      emitted.compressed(removed);
    }
  }

  private boolean starves(long nowNs) {
    if (store.count() > 0 || pauseAnnounced || queue.available() >= 2 * Samples.PER_PULL) {
      return false;
    }
    long overdueNs = estimator.delayNs(nowNs, tail);
    long pulls = queue.available() / Samples.PER_PULL;
    return control.starves(
        estimator.lateShare(overdueNs, overdueNs + pulls * JitterBuffer.PULL_NS));
  }

  /// The slot of the next packet whose time is not over.
  private int next() {
    int slot = store.first();
    while (slot != PacketStore.NONE && isOver(store.sequence(slot), store.end(slot))) {
      if (!store.isCopy(slot)) {
        tally.packetsDiscarded++;
        tally.packetsLate++;
      }
      store.remove(slot);
      slot = store.first();
    }
    return slot;
  }

  private void fill(long nowNs) {
    int missing = Samples.PER_PULL - queue.available();
    int slot = next();
    if (slot == PacketStore.NONE) {
      hold(missing);
    } else if (!playing) {
      start(slot, nowNs, missing);
    } else if (store.timestamp(slot) <= tail) {
      decode(slot);
    } else {
      bridge(slot, nowNs, missing);
    }
  }

  /// Nothing is there: makes up sound and lets the talker's time stand still.
  private void hold(int missing) {
    if (!playing) {
      quiet(missing);
      return;
    }
    int silent = concealment.conceal(queue, missing, !pauseAnnounced);
    emitted.addMadeUp(missing);
    owed += missing;
    if (pauseAnnounced) {
      tally.comfort += missing;
    } else {
      tally.addPending(missing, silent);
    }
    playing = owed < idleAfter;
  }

  private void quiet(int samples) {
    concealment.silence(queue, samples);
    emitted.addMadeUp(samples);
  }

  /// Begins with a packet when its delay has come to its aim.
  private void start(int slot, long nowNs, int missing) {
    long wait = untilDue(slot, nowNs);
    if (wait > 0) {
      quiet((int) Math.min(wait, missing));
      return;
    }
    if (store.sequence(slot) == lastSequence + 1) {
      tally.forgivePending(Long.MAX_VALUE);
    }
    begin(slot);
  }

  private void begin(int slot) {
    tail = store.timestamp(slot);
    lastSequence = store.sequence(slot) - 1;
    owed = 0;
    playing = true;
    pausing = false;
  }

  /// Samples until the packet in `slot` should begin.
  private long untilDue(int slot, long nowNs) {
    long atNs = nowNs + Samples.toNs(queue.available());
    return Samples.fromNs(estimator.targetNs() - estimator.delayNs(atNs, store.timestamp(slot)));
  }

  /// A later packet is there, the next is not.
  private void bridge(int slot, long nowNs, int missing) {
    long gap = store.timestamp(slot) - tail;
    int part = part(gap);
    boolean pause = store.sequence(slot) == lastSequence + 1;
    if (owed > 0) {
      long paid = Math.min(owed, gap);
      tail += paid;
      owed -= paid;
      if (pause) {
        tally.forgivePending(paid);
      }
    } else if (pause) {
      awaitTalk(slot, nowNs, missing);
    } else if (!recover(slot, gap, part)) {
      int samples = Math.min(part, missing);
      int silent = concealment.conceal(queue, samples, true);
      emitted.addMadeUp(samples);
      tally.addConcealed(samples, silent);
      tail += samples;
    }
  }

  /// What is missing of the first of the packets that are missing, by the length of the last one.
  private int part(long gap) {
    int rest = (int) (gap % lastSamples);
    return rest == 0 ? lastSamples : rest;
  }

  /// The talker pauses; the delay comes to its aim for free.
  private void awaitTalk(int slot, long nowNs, int missing) {
    long wait = untilDue(slot, nowNs);
    if (wait <= 0) {
      begin(slot);
      return;
    }
    pausing = true;
    int samples = (int) Math.min(wait, missing);
    concealment.conceal(queue, samples, false);
    emitted.addMadeUp(samples);
    tally.comfort += samples;
  }

  /// Asks the packet in `slot` for what is missing before it.
  private boolean recover(int slot, long gap, int samples) {
    if (gap > RECOVERY_SAMPLES_MAX) {
      return false;
    }
    int at = queue.reserve();
    int recovered =
        decoder.recover(
            store.bytes(slot), 0, store.length(slot), (int) gap, samples, queue.array(), at);
    if (recovered <= 0 || recovered > samples) {
      return false;
    }
    commit(at, recovered, 0, store.arrivalNs(slot));
    tally.recovered += recovered;
    tail += recovered;
    return true;
  }

  private void decode(int slot) {
    int at = queue.reserve();
    int samples = decoder.decode(store.bytes(slot), 0, store.length(slot), queue.array(), at);
    long over = tail - store.timestamp(slot);
    if (samples > over) {
      commit(at, samples, (int) over, store.arrivalNs(slot));
      tail += samples - over;
      tally.recovered += store.isCopy(slot) ? samples - over : 0;
      lastSamples = samples;
      lastSequence = store.sequence(slot);
      pauseAnnounced = store.length(slot) <= profile.silenceBytesMax();
      owed = 0;
      control.fed();
    } else {
      tally.packetsDiscarded += store.isCopy(slot) ? 0 : 1;
    }
    store.remove(slot);
  }

  private void commit(int at, int samples, int skipped, long arrivalNs) {
    concealment.join(queue.array(), at + skipped * queue.channels(), samples - skipped);
    queue.commit(samples, skipped);
    emitted.add(samples - skipped, arrivalNs);
    tally.countPending();
    tally.addReal();
  }
}
