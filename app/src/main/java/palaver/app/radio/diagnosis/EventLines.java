// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.diagnosis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import palaver.floor.ParticipantState;
import palaver.radio.RadioEvent;
import palaver.radio.Standing;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Events as JSON objects: `event` says what happened, `burst` which burst of talk it is about.
/// What people write and say is left out.
final class EventLines {

  private final BurstNames bursts = new BurstNames();
  private long press;
  private boolean pressed;
  private @Nullable LeaseId under;

  /// The event, or null when it says nothing new.
  ///
  /// @param talkingUnder the lease under which this node talks now, or null
  @Nullable ObjectNode of(RadioEvent event, @Nullable LeaseId talkingUnder) {
    bursts.on(event);
    return switch (event) {
      case RadioEvent.Floor(ParticipantState state) -> floor(state, talkingUnder);
      case RadioEvent.Standing(Standing now, var term, String why) ->
          line("standing").put("state", now.title()).put("term", term.counter()).put("why", why);
      case RadioEvent.Talker(var lease, NodeId who) ->
          lease == null ? line("silence") : burst("talker", lease).put("talker", who.toString());
      case RadioEvent.GoesOn(LeaseId lease, LeaseId before) ->
          burst("goes-on", lease).put("before", BurstNames.plain(before));
      case RadioEvent.TalkLimitNear(long leftNs) ->
          line("talk-limit-near").put("left_ms", leftNs / 1_000_000);
      case RadioEvent.Granted(LeaseId lease, NodeId holder, _) ->
          burst("granted", lease).put("talker", holder.toString());
      case RadioEvent.Ended(LeaseId lease, String why) -> burst("ended", lease).put("why", why);
      case RadioEvent.Text(var text) ->
          line("text")
              .put("author", text.id().author().toString())
              .put("number", text.id().sequence());
      case RadioEvent.TextKept(var id, int copies) ->
          line("text-kept").put("number", id.sequence()).put("copies", copies);
      case RadioEvent.TextRefused(_, var why) -> line("text-refused").put("why", word(why));
      case RadioEvent.Settings(var version, _) ->
          line("settings").put("term", version.term().counter()).put("version", version.number());
      case RadioEvent.SettingsAnswered(var outcome, _) ->
          line("settings-answered").put("outcome", word(outcome));
      case RadioEvent.RollOutMoved(var version, var stage, String evidence) ->
          line("settings-roll-out")
              .put("version", version.number())
              .put("stage", word(stage))
              .put("why", evidence);
      case RadioEvent.Knocked(NodeId node, _, _, _) -> line("knocked").put("who", node.toString());
      case RadioEvent.KnockOver(NodeId node) -> line("knock-over").put("who", node.toString());
      case RadioEvent.VoiceForged(LeaseId lease, long sequence, NodeId from) ->
          burst("voice-forged", lease).put("frame", sequence).put("from", from.toString());
      case RadioEvent.OldDevices(int count, boolean joined) ->
          line("old-devices").put("count", count).put("joined", joined);
      case RadioEvent.PutOut _ -> line("put-out");
      case RadioEvent.TreeChanged(long epoch, int moved) ->
          line("tree-changed").put("epoch", epoch).put("moved", moved);
      case RadioEvent.ChannelHeard _,
          RadioEvent.JoinPending _,
          RadioEvent.Joined _,
          RadioEvent.JoinRefused _ ->
          null;
    };
  }

  private static ObjectNode line(String event) {
    return JsonNodeFactory.instance.objectNode().put("event", event);
  }

  private ObjectNode burst(String event, LeaseId lease) {
    return line(event).put("burst", bursts.of(lease)).put("lease", BurstNames.plain(lease));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// This node's own press. Presses are counted, so that what comes before a grant can be put to
  /// it.
  private ObjectNode floor(ParticipantState state, @Nullable LeaseId talkingUnder) {
    boolean presses =
        state instanceof ParticipantState.Requesting
            || state instanceof ParticipantState.Queued
            || state instanceof ParticipantState.Granted;
    press += presses && !pressed ? 1 : 0;
    pressed = presses;
    // What ends a burst is about it too.
    LeaseId lease = talkingUnder == null ? under : talkingUnder;
    under = state instanceof ParticipantState.Granted ? lease : null;
    ObjectNode line = lease == null ? line("press") : burst("press", lease);
    line.put("press", press);
    return switch (state) {
      case ParticipantState.Idle _ -> line.put("state", "idle");
      case ParticipantState.Requesting _ -> line.put("state", "asking");
      case ParticipantState.Queued(int place, int size) ->
          line.put("state", "queued").put("place", place).put("waiting", size);
      case ParticipantState.Granted _ -> line.put("state", "granted");
      case ParticipantState.Denied(var cause, _) ->
          line.put("state", "denied").put("why", word(cause));
      case ParticipantState.Revoked(var cause, _) ->
          line.put("state", "revoked").put("why", word(cause));
      case ParticipantState.NoLeader _ -> line.put("state", "no-leader");
      case ParticipantState.Alone _ -> line.put("state", "alone");
      case ParticipantState.ReceiveOnly _ -> line.put("state", "receive-only");
    };
  }
}
