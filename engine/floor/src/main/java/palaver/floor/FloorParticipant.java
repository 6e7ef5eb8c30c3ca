// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

import java.util.function.Consumer;
import palaver.base.Deadlines;

/// The floor as one participant sees it: from the press of a button to the microphone and back.
///
/// ```
///                    press                    grant
///   idle -----------------------> requesting --------> granted
///    ^  <-- release, 1.5 s passed --  |  ^               |  |
///    |                        queued  v  |               |  | revoke
///    |  <-------- release ---------- queued --- grant ---^  v
///    +<----------------- release, end of the grace ------- revoked
/// ```
///
/// A press without a leader is kept and resent for as long as [FloorLimits#requestForNs]. A grant
/// opens the microphone only while the button is still down; otherwise it is given back at once. A
/// grant that was waited for never lets speech out from before it.
public final class FloorParticipant {

  private enum Phase {
    IDLE,
    REQUESTING,
    QUEUED,
    TALKING,
    FINISHING
  }

  private enum Timer {
    /// The request is sent again (T101), or a waiting one shows that it is there (T104).
    REQUEST,
    /// A press has waited long enough.
    GIVE_UP,
    /// The release is sent again (T100).
    RELEASE,
    /// The lease ends if it is not renewed.
    LEASE,
    /// The talker must have finished.
    GRACE,
    /// A shown refusal goes away.
    SHOWN
  }

  private static final long SHOWN_NS = 2_000_000_000L;

  private final FloorLimits limits;
  private final Consumer<ParticipantAct> out;
  private final Deadlines<Timer> timers = new Deadlines<>(Timer.class);
  private Phase phase = Phase.IDLE;
  private ParticipantState shown = new ParticipantState.NoLeader();
  private boolean held;
  private boolean leader;
  private boolean alone;
  private boolean receiveOnly;
  private boolean waited;
  private long requestId;
  private long number;
  private long untilNs;
  private long releasedRequestId;
  private long releasedNumber;
  private int releasesLeft;

  /// A participant that knows no leader yet.
  ///
  /// @param firstRequestId the id of the first press, so that those of an earlier run differ
  /// @param out takes what is to be done, at once
  public FloorParticipant(FloorLimits limits, long firstRequestId, Consumer<ParticipantAct> out) {
    this.limits = limits;
    this.out = out;
    requestId = firstRequestId - 1;
  }

  /// What the interface shows.
  public ParticipantState state() {
    return shown;
  }

  /// Whether frames may go out at `nowNs`.
  public boolean mayTalk(long nowNs) {
    return (phase == Phase.TALKING || phase == Phase.FINISHING) && nowNs < untilNs;
  }

  /// Whether the button is down, as far as this participant knows.
  public boolean isPressed() {
    return held;
  }

  /// The lease under which the microphone is open, 0 when it is closed.
  public long number() {
    return phase == Phase.TALKING || phase == Phase.FINISHING ? number : 0;
  }

  /// The press that runs, or the last one.
  public long requestId() {
    return requestId;
  }

  /// Whether the press that runs had to wait in the queue.
  public boolean hasWaited() {
    return waited;
  }

  /// The button goes down.
  public void press(long nowNs) {
    if (held || phase != Phase.IDLE) {
      return;
    }
    if (receiveOnly) {
      show(new ParticipantState.Denied(DenyCause.RECEIVE_ONLY, nowNs));
      timers.set(Timer.SHOWN, nowNs + SHOWN_NS);
      return;
    }
    if (alone) {
      show(new ParticipantState.Denied(DenyCause.ONLY_ONE_PARTICIPANT, nowNs));
      timers.set(Timer.SHOWN, nowNs + SHOWN_NS);
      return;
    }
    held = true;
    waited = false;
    requestId++;
    phase = Phase.REQUESTING;
    timers.clear(Timer.SHOWN);
    timers.clear(Timer.RELEASE);
    timers.set(Timer.GIVE_UP, nowNs + limits.requestForNs());
    show(new ParticipantState.Requesting());
    send(nowNs);
  }

  private void send(long nowNs) {
    if (leader) {
      out.accept(new ParticipantAct.SendRequest(requestId));
    }
    long againNs = phase == Phase.QUEUED ? limits.queueAliveNs() : limits.requestRepeatNs();
    timers.set(Timer.REQUEST, nowNs + againNs);
  }

  /// The button goes up.
  public void release(long nowNs) {
    held = false;
    switch (phase) {
      case REQUESTING, QUEUED -> {
        giveBack(nowNs, requestId, 0);
        toIdle(nowNs);
      }
      case TALKING, FINISHING -> {
        closeMicrophone(nowNs);
        toIdle(nowNs);
      }
      case IDLE -> {}
    }
  }

  private void closeMicrophone(long nowNs) {
    out.accept(new ParticipantAct.CloseMicrophone(number));
    giveBack(nowNs, requestId, number);
  }

  private void giveBack(long nowNs, long request, long lease) {
    releasedRequestId = request;
    releasedNumber = lease;
    releasesLeft = limits.releaseRepeats();
    sendRelease(nowNs);
  }

  private void sendRelease(long nowNs) {
    if (releasesLeft-- > 0) {
      out.accept(new ParticipantAct.SendRelease(releasedRequestId, releasedNumber));
      timers.set(Timer.RELEASE, nowNs + limits.releaseRepeatNs());
    }
  }

  private void toIdle(long nowNs) {
    phase = Phase.IDLE;
    untilNs = nowNs;
    clearPressTimers();
    showAtRest();
  }

  private void clearPressTimers() {
    timers.clear(Timer.REQUEST);
    timers.clear(Timer.GIVE_UP);
    timers.clear(Timer.LEASE);
    timers.clear(Timer.GRACE);
  }

  private void showAtRest() {
    if (receiveOnly) {
      show(new ParticipantState.ReceiveOnly());
    } else if (alone) {
      show(new ParticipantState.Alone());
    } else if (!leader) {
      show(new ParticipantState.NoLeader());
    } else {
      show(new ParticipantState.Idle());
    }
  }

  private void show(ParticipantState state) {
    if (!state.equals(shown)) {
      shown = state;
      out.accept(new ParticipantAct.Changed(state));
    }
  }

  /// The leader grants this participant's request, or repeats a grant, or renews the lease.
  ///
  /// @param lease its number in this participant's own count; a repetition has the same
  public void onGranted(long nowNs, long request, long lease, long durationNs, boolean fromQueue) {
    if (number() == lease && lease != 0) {
      renew(nowNs, durationNs);
    } else if (request != requestId || !held) {
      if (phase == Phase.IDLE) {
        giveBack(nowNs, request, lease);
      }
    } else if (phase == Phase.REQUESTING || phase == Phase.QUEUED) {
      openMicrophone(nowNs, lease, durationNs, fromQueue);
    }
  }

  private void openMicrophone(long nowNs, long lease, long durationNs, boolean fromQueue) {
    boolean preRoll = !waited && !fromQueue;
    phase = Phase.TALKING;
    number = lease;
    clearPressTimers();
    renew(nowNs, durationNs);
    out.accept(new ParticipantAct.OpenMicrophone(lease, preRoll));
  }

  private void renew(long nowNs, long durationNs) {
    if (phase != Phase.TALKING) {
      return;
    }
    untilNs = nowNs + durationNs;
    timers.set(Timer.LEASE, untilNs);
    show(new ParticipantState.Granted(untilNs));
  }

  /// A leader of a new term goes on with the running burst under a number of its own.
  public void onAdopted(long nowNs, long lease, long durationNs) {
    if (phase == Phase.TALKING) {
      number = lease;
      renew(nowNs, durationNs);
    }
  }

  public void onQueued(long nowNs, long request, int place, int size) {
    if (request != requestId || (phase != Phase.REQUESTING && phase != Phase.QUEUED)) {
      return;
    }
    phase = Phase.QUEUED;
    waited = true;
    timers.clear(Timer.GIVE_UP);
    timers.set(Timer.REQUEST, nowNs + limits.queueAliveNs());
    show(new ParticipantState.Queued(place, size));
  }

  public void onDenied(long nowNs, long request, DenyCause cause, long retryAfterNs) {
    if (request == requestId && (phase == Phase.REQUESTING || phase == Phase.QUEUED)) {
      refuse(nowNs, cause, nowNs + retryAfterNs);
    }
  }

  private void refuse(long nowNs, DenyCause cause, long retryAtNs) {
    toIdle(nowNs);
    show(new ParticipantState.Denied(cause, retryAtNs));
    timers.set(Timer.SHOWN, nowNs + SHOWN_NS);
  }

  /// The leader takes the floor back; the microphone stays open for the grace.
  public void onRevoked(long nowNs, long lease, RevokeCause cause, long graceNs) {
    if (phase != Phase.TALKING || lease != number) {
      return;
    }
    phase = Phase.FINISHING;
    untilNs = Math.min(untilNs, nowNs + graceNs);
    timers.clear(Timer.LEASE);
    timers.set(Timer.GRACE, untilNs);
    show(new ParticipantState.Revoked(cause, untilNs));
  }

  /// Somebody else has the floor under a newer lease.
  public void onSuperseded(long nowNs) {
    if (phase == Phase.TALKING || phase == Phase.FINISHING) {
      endTalk(nowNs, RevokeCause.SUPERSEDED);
    }
  }

  /// The leader says that the lease is over.
  public void onLeaseOver(long nowNs) {
    if (phase == Phase.TALKING || phase == Phase.FINISHING) {
      endTalk(nowNs, RevokeCause.LEASE_EXPIRED);
    }
  }

  private void endTalk(long nowNs, RevokeCause cause) {
    closeMicrophone(nowNs);
    toIdle(nowNs);
    show(new ParticipantState.Revoked(cause, nowNs));
    timers.set(Timer.SHOWN, nowNs + SHOWN_NS);
  }

  /// The leader no longer counts the released lease or request: repeating is over.
  public void onReleaseSeen(long lease) {
    if (lease == releasedNumber) {
      timers.clear(Timer.RELEASE);
    }
  }

  /// There is a leader, perhaps another than before: an unanswered press is sent to it.
  public void onLeader(long nowNs) {
    leader = true;
    if (phase == Phase.REQUESTING || phase == Phase.QUEUED) {
      phase = Phase.REQUESTING;
      timers.set(Timer.GIVE_UP, nowNs + limits.requestForNs());
      send(nowNs);
    } else if (phase == Phase.IDLE && !timers.isSet(Timer.SHOWN)) {
      showAtRest();
    }
  }

  /// There is no leader at present. A running burst goes on until its lease ends.
  public void onNoLeader(long nowNs) {
    leader = false;
    if (phase == Phase.QUEUED) {
      phase = Phase.REQUESTING;
      timers.set(Timer.GIVE_UP, nowNs + limits.requestForNs());
      timers.set(Timer.REQUEST, nowNs + limits.requestRepeatNs());
      show(new ParticipantState.Requesting());
    } else if (phase == Phase.IDLE && !timers.isSet(Timer.SHOWN)) {
      showAtRest();
    }
  }

  /// Nobody else is there, or somebody is again.
  public void alone(boolean value) {
    alone = value;
    if (phase == Phase.IDLE && !timers.isSet(Timer.SHOWN)) {
      showAtRest();
    }
  }

  /// Membership allows talking, or does not.
  public void receiveOnly(boolean value) {
    receiveOnly = value;
    if (phase == Phase.IDLE && !timers.isSet(Timer.SHOWN)) {
      showAtRest();
    }
  }

  /// Forgets everything at once and tells nobody: after a sleep nothing is known.
  public void drop(long nowNs) {
    if (number() != 0) {
      out.accept(new ParticipantAct.CloseMicrophone(number));
    }
    held = false;
    leader = false;
    timers.clear(Timer.RELEASE);
    timers.clear(Timer.SHOWN);
    toIdle(nowNs);
  }

  public long nextDeadlineNs() {
    return timers.earliestNs();
  }

  /// Does what is due.
  public void onDeadline(long nowNs) {
    if (timers.expire(Timer.GIVE_UP, nowNs)) {
      DenyCause cause = leader ? DenyCause.NO_ANSWER : DenyCause.NO_LEADER;
      giveBack(nowNs, requestId, 0);
      refuse(nowNs, cause, nowNs);
    }
    if (timers.expire(Timer.REQUEST, nowNs)) {
      send(nowNs);
    }
    if (timers.expire(Timer.RELEASE, nowNs)) {
      sendRelease(nowNs);
    }
    if (timers.expire(Timer.LEASE, nowNs)) {
      endTalk(nowNs, RevokeCause.LEASE_EXPIRED);
    }
    if (timers.expire(Timer.GRACE, nowNs)) {
      closeMicrophone(nowNs);
      ParticipantState why = shown;
      toIdle(nowNs);
      show(why);
      timers.set(Timer.SHOWN, nowNs + SHOWN_NS);
    }
    if (timers.expire(Timer.SHOWN, nowNs)) {
      showAtRest();
    }
  }
}
