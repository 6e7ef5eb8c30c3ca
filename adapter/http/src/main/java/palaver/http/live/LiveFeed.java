// SPDX-License-Identifier: Apache-2.0
package palaver.http.live;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.SecretSource;
import palaver.http.json.Wire;
import palaver.http.signal.RoomWatcher;
import palaver.rooms.RoomsEvent;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The calls as they are now, and every change of them as an event with the next number. A
/// subscriber gets a snapshot and then each event after it, once and in order; one who was away
/// says the number of the last event that reached them and gets the rest, as long as it is
/// remembered.
///
/// Every method is short and takes one lock, so that a snapshot and its number belong together.
public final class LiveFeed implements RoomWatcher {

  /// Events remembered for those who come back; the oldest is forgotten.
  public static final int REMEMBERED_MAX = 4_096;

  private static final int EPOCH_BYTES = 6;

  /// Hears what is published that is not the rooms' own. It must not block or keep the event.
  @FunctionalInterface
  public interface Listener {
    void published(String type, ObjectNode event);
  }

  private final InstantSource wallClock;
  private final String epoch;
  private final Calls calls = new Calls();
  private final Deque<LiveEvent> remembered = new ArrayDeque<>();
  private final List<Subscriber> subscribers = new ArrayList<>();
  private final Object lock = new Object();
  private long sequence;
  private volatile Listener listener = (_, _) -> {};

  /// @param secrets where the name of this run comes from: numbers count anew after a restart
  public LiveFeed(SecretSource secrets, InstantSource wallClock) {
    this.wallClock = wallClock;
    epoch = HexFormat.of().formatHex(secrets.bytes(EPOCH_BYTES));
  }

  /// The calls that go on now, the oldest first.
  ///
  /// @param world only those of this world, or null for all
  public List<LiveCall> calls(@Nullable String world) {
    synchronized (lock) {
      return calls.list(world);
    }
  }

  /// Has one listener hear what is published from now on.
  public void listen(Listener newListener) {
    listener = newListener;
  }

  /// Tells everybody who follows of something that is not the rooms' own.
  ///
  /// @param type what kind of event, such as `action`, `report` or `alert`
  public void publish(String type, ObjectNode event) {
    listener.published(type, event);
    synchronized (lock) {
      emit(type, event, wallClock.instant());
    }
  }

  @Override
  public void heard(RoomsEvent event) {
    Instant at = wallClock.instant();
    synchronized (lock) {
      switch (event) {
        case RoomsEvent.SeatShown shown -> shown(shown, at);
        case RoomsEvent.SpeakingChanged changed -> speaking(changed, at);
        case RoomsEvent.GradeChanged changed -> graded(changed, at);
        case RoomsEvent.SessionEnded ended -> ended(ended, at);
        default -> {}
      }
    }
  }

  private void shown(RoomsEvent.SeatShown event, Instant at) {
    if (calls.shown(event, at)) {
      emit(
          "call_started",
          room(event)
              .put("room_name", event.roomName())
              .put("topology", event.topology().wireName()),
          at);
    }
    emit(
        event.observer() ? "observer_joined" : "participant_joined",
        person(event).put("session_id", event.session().value()),
        at);
  }

  private void speaking(RoomsEvent.SpeakingChanged event, Instant at) {
    Calls.Seat seat = calls.speaking(event.session(), event.speaking());
    if (seat != null) {
      emit("speaking", person(seat.shown).put("is_speaking", event.speaking()), at);
    }
  }

  private void graded(RoomsEvent.GradeChanged event, Instant at) {
    Calls.Seat seat = calls.graded(event.session(), event.grade());
    if (seat != null) {
      emit("quality", person(seat.shown).put("quality", event.grade().wireName()), at);
    }
  }

  private void ended(RoomsEvent.SessionEnded event, Instant at) {
    Calls.Seat seat = calls.ended(event.session());
    if (seat == null) {
      return;
    }
    emit(
        event.observer() ? "observer_left" : "participant_left",
        person(seat.shown)
            .put("session_id", event.session().value())
            .put("reason", event.reason().wireName()),
        at);
    if (!calls.goesOn(event.room())) {
      emit("call_ended", room(seat.shown), at);
    }
  }

  private static ObjectNode room(RoomsEvent.SeatShown event) {
    return Wire.JSON
        .createObjectNode()
        .put("world", event.room().world())
        .put("room_id", event.room().roomId());
  }

  private static ObjectNode person(RoomsEvent.SeatShown event) {
    return room(event).put("user_id", event.userId()).put("username", event.username());
  }

  private void emit(String type, ObjectNode event, Instant at) {
    sequence++;
    ObjectNode frame = head(type);
    frame.put("at", Wire.iso(at));
    frame.setAll(event);
    LiveEvent numbered = new LiveEvent(sequence, Wire.JSON.writeValueAsString(frame));
    remembered.add(numbered);
    if (remembered.size() > REMEMBERED_MAX) {
      remembered.removeFirst();
    }
    subscribers.removeIf(subscriber -> !told(subscriber, numbered.frame()));
  }

  private static boolean told(Subscriber subscriber, String frame) {
    if (subscriber.offer(frame)) {
      return true;
    }
    subscriber.tooSlow();
    return false;
  }

  private ObjectNode head(String type) {
    return Wire.JSON
        .createObjectNode()
        .put("type", type)
        .put("sequence", sequence)
        .put("cursor", epoch + "-" + sequence);
  }

  /// Follows from `since` on, or from a snapshot when that is null, of another run, or too long
  /// ago.
  ///
  /// @param since the `cursor` of the last event that arrived, or null
  void subscribe(Subscriber subscriber, @Nullable String since) {
    synchronized (lock) {
      long from = position(since);
      boolean keepsUp =
          from < 0
              ? told(subscriber, snapshot())
              : remembered.stream()
                  .filter(event -> event.sequence() > from)
                  .allMatch(event -> told(subscriber, event.frame()));
      if (keepsUp) {
        subscribers.add(subscriber);
      }
    }
  }

  void unsubscribe(Subscriber subscriber) {
    synchronized (lock) {
      subscribers.remove(subscriber);
    }
  }

  /// The number in a cursor of this run after which everything is remembered, or -1.
  private long position(@Nullable String since) {
    if (since == null || !since.startsWith(epoch + "-")) {
      return -1;
    }
    try {
      long from = Long.parseLong(since.substring(epoch.length() + 1));
      long oldest = sequence - remembered.size();
      return from >= oldest && from <= sequence ? from : -1;
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  private String snapshot() {
    ObjectNode frame = head("snapshot").put("at", Wire.iso(wallClock.instant()));
    ArrayNode all = frame.putArray("calls");
    for (LiveCall call : calls.list(null)) {
      ObjectNode node =
          all.addObject()
              .put("world", call.room().world())
              .put("room_id", call.room().roomId())
              .put("room_name", call.roomName())
              .put("started_at", Wire.iso(call.startedAt()))
              .put("topology", call.topology().wireName());
      people(node.putArray("participants"), call.participants());
      people(node.putArray("observers"), call.observers());
    }
    return Wire.JSON.writeValueAsString(frame);
  }

  private static void people(ArrayNode array, List<LiveCall.Person> people) {
    for (LiveCall.Person person : people) {
      array
          .addObject()
          .put("user_id", person.userId())
          .put("username", person.username())
          .put("is_speaking", person.speaking())
          .put("quality", person.grade() == null ? null : person.grade().wireName());
    }
  }
}
