// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import palaver.base.Deadlines;

/// The floor of one channel at its leader: at most one lease at a time, and a queue.
///
/// States, after 3GPP TS 24.380, 6.3.4:
///
/// | state | what happens |
/// |---|---|
/// | STOPPED | everything is refused: this node does not lead |
/// | HELD | a new leader waits for reports of a running lease; requests wait in the queue |
/// | IDLE | the next request is granted |
/// | TAKEN | one lease runs; requests wait, an emergency interrupts |
/// | PENDING_REVOKE | the talker may finish for the length of the grace |
///
/// A lease ends by release, by loss of its holder, by revoke, or with the server. Its number is
/// never given again. What arrives for another lease than the running one is ignored.
public final class FloorServer {

  /// See the table of [FloorServer].
  public enum State {
    STOPPED,
    HELD,
    IDLE,
    TAKEN,
    PENDING_REVOKE
  }

  private enum Timer {
    /// The lease is renewed.
    RENEW,
    /// The grant is repeated until the holder is heard (T20).
    GRANT_REPEAT,
    /// The holder was not heard.
    HOLDER_LOST,
    /// The holder is there but sends nothing (T1).
    MEDIA_END,
    /// The talk limit is near.
    WARNING,
    /// The talk limit (T2).
    TALK_LIMIT,
    /// The grace is over (T3).
    GRACE,
    /// The revoke is repeated (T8).
    REVOKE_REPEAT,
    /// One who waits was not heard.
    QUEUE_SILENT
  }

  private FloorLimits limits;
  private final Consumer<ServerAct> out;
  private final TalkTimes talkTimes = new TalkTimes();
  private final RetryAfter retryAfter = new RetryAfter();
  private final FloorQueue queue;
  private final Deadlines<Timer> timers = new Deadlines<>(Timer.class);
  private State state = State.STOPPED;
  private @Nullable FloorLease lease;
  private RevokeCause revokeCause = RevokeCause.OTHER;
  private boolean heard;
  private int grantsSent;
  private long firstMediaNs = Deadlines.NEVER;
  private long graceEndNs;
  private long lastNumber;
  private int participants;

  /// A server that is stopped.
  ///
  /// @param out takes what is to be told, at once
  public FloorServer(FloorLimits limits, FloorPolicy policy, Consumer<ServerAct> out) {
    this.limits = limits;
    this.out = out;
    queue = new FloorQueue(policy, talkTimes, limits.queueMax());
  }

  /// Other limits and another order hold from here on; a lease that runs keeps its own.
  public void govern(FloorLimits next, FloorPolicy policy) {
    limits = next;
    queue.govern(policy, next.queueMax());
  }

  public State state() {
    return state;
  }

  /// The running lease, null when the floor is free.
  public @Nullable FloorLease lease() {
    return lease;
  }

  public int queueSize() {
    return queue.size();
  }

  /// Who waits, the next one first.
  public List<Long> waiting() {
    return queue.participants();
  }

  /// The number of the last lease, 0 before the first.
  public long lastNumber() {
    return lastNumber;
  }

  /// Tells how many take part, the leader included: alone nobody gets the floor.
  public void participants(int count) {
    participants = count;
  }

  /// Begins a term: numbers start anew, nobody is granted anything before [#open].
  public void begin() {
    state = State.HELD;
    lease = null;
    lastNumber = 0;
    queue.clear();
    clearLeaseTimers();
  }

  /// Ends the hold of a new term: serves who waits.
  public void open(long nowNs) {
    if (state == State.HELD) {
      free(nowNs);
    }
  }

  /// Takes over a burst that runs under a lease of an earlier term, during the hold: same talker,
  /// new number.
  ///
  /// @param talkedNs how long the burst has lasted
  public void adopt(long nowNs, FloorRequest running, long talkedNs) {
    if (state != State.HELD) {
      return;
    }
    queue.remove(running.participant());
    grant(nowNs, running, false);
    startTalking(nowNs - Math.min(talkedNs, limits.talkLimitNs()));
  }

  /// Ends the term: the running lease is worth nothing from here on.
  public void stop(long nowNs) {
    endLease(nowNs, ServerAct.End.SERVER_STOPPED);
    queue.clear();
    timers.clear(Timer.QUEUE_SILENT);
    state = State.STOPPED;
  }

  /// A participant asks for the floor, or asks again.
  public void request(long nowNs, FloorRequest request) {
    if (state == State.STOPPED) {
      return;
    }
    FloorLease running = lease;
    if (running != null && running.holder() == request.participant()) {
      requestOfHolder(nowNs, running, request);
      return;
    }
    DenyCause refusal = refusal(nowNs, request);
    if (refusal != null) {
      deny(nowNs, request, refusal);
    } else if (state == State.IDLE) {
      grant(nowNs, request, false);
    } else {
      enqueue(nowNs, request);
    }
  }

  /// A repetition is answered by the same grant; a new press means that a release was lost.
  private void requestOfHolder(long nowNs, FloorLease running, FloorRequest request) {
    if (running.request().requestId() == request.requestId()) {
      out.accept(new ServerAct.Granted(running));
      return;
    }
    endLease(nowNs, ServerAct.End.RELEASED);
    free(nowNs);
    request(nowNs, request);
  }

  private @Nullable DenyCause refusal(long nowNs, FloorRequest request) {
    if (request.receiveOnly()) {
      return DenyCause.RECEIVE_ONLY;
    }
    if (participants < 2) {
      return DenyCause.ONLY_ONE_PARTICIPANT;
    }
    if (!request.emergency() && retryAfter.leftNs(nowNs, request.participant()) > 0) {
      return DenyCause.RETRY_AFTER_RUNNING;
    }
    boolean waits = queue.placeOf(request.participant()) > 0;
    boolean mustWait = state != State.IDLE && !waits;
    if (mustWait && !request.mayWait() && !request.emergency()) {
      return DenyCause.OTHER_HAS_PERMISSION;
    }
    return mustWait && queue.isFull() ? DenyCause.QUEUE_FULL : null;
  }

  private void deny(long nowNs, FloorRequest request, DenyCause cause) {
    if (queue.remove(request.participant())) {
      tellPlaces(0);
    }
    long retryNs = retryAfter.leftNs(nowNs, request.participant());
    out.accept(new ServerAct.Denied(request, cause, retryNs));
  }

  private void enqueue(long nowNs, FloorRequest request) {
    int placeBefore = queue.placeOf(request.participant());
    queue.put(nowNs, request);
    int place = queue.placeOf(request.participant());
    if (placeBefore == place) {
      tellPlace(place - 1);
    } else {
      tellPlaces(place - 1);
    }
    armQueue();
    FloorLease running = lease;
    if (request.emergency() && running != null && !running.request().emergency()) {
      revoke(nowNs, RevokeCause.PRE_EMPTED);
    }
  }

  private void tellPlaces(int from) {
    for (int i = from; i < queue.size(); i++) {
      tellPlace(i);
    }
  }

  private void tellPlace(int index) {
    out.accept(new ServerAct.Queued(queue.at(index), index + 1, queue.size()));
  }

  private void armQueue() {
    long oldestNs = queue.oldestSignNs();
    if (oldestNs == Deadlines.NEVER) {
      timers.clear(Timer.QUEUE_SILENT);
    } else {
      timers.set(Timer.QUEUE_SILENT, oldestNs + limits.queueLostNs() + 1);
    }
  }

  /// The participant gives up the floor that it holds, or its place in the queue.
  ///
  /// @param number the lease that is given back, 0 for a request without an answer
  public void release(long nowNs, long participant, long requestId, long number) {
    FloorLease running = lease;
    if (running != null
        && running.holder() == participant
        && (number == running.number() || running.request().requestId() == requestId)) {
      endLease(nowNs, ServerAct.End.RELEASED);
      free(nowNs);
      return;
    }
    int place = queue.placeOf(participant);
    if (place > 0 && queue.at(place - 1).requestId() == requestId) {
      queue.remove(participant);
      tellPlaces(0);
      armQueue();
    }
  }

  /// A sign that the holder knows of its lease and is there: a keep-alive or a frame.
  ///
  /// @param media whether it was a frame; the first starts the talk limit
  public void sign(long nowNs, long participant, long number, boolean media) {
    FloorLease running = lease;
    if (running == null || running.number() != number || running.holder() != participant) {
      return;
    }
    heard = true;
    timers.clear(Timer.GRANT_REPEAT);
    timers.set(Timer.HOLDER_LOST, nowNs + limits.holderLostNs());
    if (media) {
      timers.set(Timer.MEDIA_END, nowNs + limits.mediaEndNs());
    }
    if (media && firstMediaNs == Deadlines.NEVER) {
      startTalking(nowNs);
    }
  }

  private void startTalking(long sinceNs) {
    firstMediaNs = sinceNs;
    timers.set(Timer.WARNING, sinceNs + limits.talkLimitNs() - limits.warningNs());
    timers.set(Timer.TALK_LIMIT, sinceNs + limits.talkLimitNs());
  }

  /// A participant has left or is no longer allowed to talk.
  public void remove(long nowNs, long participant) {
    if (queue.remove(participant)) {
      tellPlaces(0);
      armQueue();
    }
    FloorLease running = lease;
    if (running != null && running.holder() == participant) {
      endLease(nowNs, ServerAct.End.HOLDER_LOST);
      free(nowNs);
    }
  }

  private void grant(long nowNs, FloorRequest request, boolean fromQueue) {
    FloorLease fresh = new FloorLease(++lastNumber, 0, request, fromQueue);
    lease = fresh;
    state = State.TAKEN;
    heard = false;
    grantsSent = 1;
    firstMediaNs = Deadlines.NEVER;
    timers.set(Timer.RENEW, nowNs + limits.renewNs());
    timers.set(Timer.GRANT_REPEAT, nowNs + limits.grantRepeatNs());
    timers.set(Timer.MEDIA_END, nowNs + limits.mediaEndNs());
    out.accept(new ServerAct.Granted(fresh));
    out.accept(new ServerAct.Taken(fresh));
  }

  private void free(long nowNs) {
    FloorRequest next = queue.next(nowNs);
    if (next == null) {
      state = State.IDLE;
      out.accept(new ServerAct.Idle(lastNumber));
      return;
    }
    grant(nowNs, next, true);
    tellPlaces(0);
    armQueue();
  }

  private void revoke(long nowNs, RevokeCause cause) {
    FloorLease running = lease;
    if (running == null || state == State.PENDING_REVOKE) {
      return;
    }
    state = State.PENDING_REVOKE;
    revokeCause = cause;
    timers.clear(Timer.WARNING);
    timers.clear(Timer.TALK_LIMIT);
    graceEndNs = nowNs + limits.graceNs();
    timers.set(Timer.GRACE, graceEndNs);
    timers.set(Timer.REVOKE_REPEAT, nowNs + limits.revokeRepeatNs());
    out.accept(new ServerAct.Revoked(running, cause, limits.graceNs()));
  }

  private void endLease(long nowNs, ServerAct.End why) {
    FloorLease running = lease;
    if (running == null) {
      return;
    }
    if (firstMediaNs != Deadlines.NEVER) {
      talkTimes.add(nowNs, running.holder(), nowNs - firstMediaNs);
    }
    if (state == State.PENDING_REVOKE && revokeCause == RevokeCause.TALKED_TOO_LONG) {
      retryAfter.add(running.holder(), nowNs + limits.retryAfterNs());
    }
    lease = null;
    clearLeaseTimers();
    out.accept(new ServerAct.Ended(running, why));
  }

  private void clearLeaseTimers() {
    for (Timer timer : Timer.values()) {
      if (timer != Timer.QUEUE_SILENT) {
        timers.clear(timer);
      }
    }
  }

  /// When [#onDeadline] has something to do.
  public long nextDeadlineNs() {
    return timers.earliestNs();
  }

  /// Does what is due.
  public void onDeadline(long nowNs) {
    if (timers.expire(Timer.QUEUE_SILENT, nowNs)) {
      if (queue.removeSilent(nowNs - limits.queueLostNs())) {
        tellPlaces(0);
      }
      armQueue();
    }
    FloorLease running = lease;
    if (running == null) {
      return;
    }
    if (timers.expire(Timer.GRACE, nowNs)) {
      endBy(nowNs, ServerAct.End.REVOKED);
    } else if (timers.expire(Timer.HOLDER_LOST, nowNs)) {
      endBy(nowNs, ServerAct.End.HOLDER_LOST);
    } else if (timers.expire(Timer.MEDIA_END, nowNs)) {
      endBy(nowNs, ServerAct.End.MEDIA_ENDED);
    } else if (timers.expire(Timer.GRANT_REPEAT, nowNs)) {
      repeatGrant(nowNs, running);
    } else {
      tellHolder(nowNs, running);
    }
  }

  private void endBy(long nowNs, ServerAct.End why) {
    endLease(nowNs, why);
    free(nowNs);
  }

  private void repeatGrant(long nowNs, FloorLease running) {
    if (heard) {
      return;
    }
    if (grantsSent >= limits.grantRepeats()) {
      endBy(nowNs, ServerAct.End.NEVER_TAKEN_UP);
      return;
    }
    grantsSent++;
    timers.set(Timer.GRANT_REPEAT, nowNs + limits.grantRepeatNs());
    out.accept(new ServerAct.Granted(running));
  }

  private void tellHolder(long nowNs, FloorLease running) {
    if (timers.expire(Timer.RENEW, nowNs)) {
      FloorLease renewed = running.renewed();
      lease = renewed;
      timers.set(Timer.RENEW, nowNs + limits.renewNs());
      out.accept(new ServerAct.Taken(renewed));
    }
    if (timers.expire(Timer.WARNING, nowNs)) {
      out.accept(new ServerAct.Warned(running, limits.warningNs()));
    }
    if (timers.expire(Timer.REVOKE_REPEAT, nowNs)) {
      long leftNs = graceEndNs - nowNs;
      timers.set(Timer.REVOKE_REPEAT, nowNs + limits.revokeRepeatNs());
      out.accept(new ServerAct.Revoked(running, revokeCause, Math.max(0, leftNs)));
    }
    if (timers.expire(Timer.TALK_LIMIT, nowNs)) {
      revoke(nowNs, RevokeCause.TALKED_TOO_LONG);
    }
  }
}
