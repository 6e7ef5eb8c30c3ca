// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import palaver.base.Datagram;
import palaver.base.Outbox;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.radio.RadioNode;
import palaver.radio.replay.Answers.OtherWay;

/// Plays a tape: the same inputs through the same class, and whether it decides the same.
public final class Replay {
  private static final int OUTBOX_DATAGRAMS = 4_096;
  private static final int OUTBOX_BYTES = 2_000_000;
  private static final int FRAME_BYTES_MAX = 4_096;
  private static final int TEXTS_MAX = 100_000;

  /// How a replay ended.
  public sealed interface Result {

    /// All inputs led to what they had led to.
    ///
    /// @param full whether the recording had ended by its bound before the node did
    record Same(long inputs, long datagrams, long events, boolean full) implements Result {}

    /// One input led to something else, or to the same by another way.
    ///
    /// @param input its number, from 1
    /// @param atNs the node's time
    /// @param what the input
    record Differs(long input, long atNs, String what, String recorded, String played)
        implements Result {}

    /// The bytes are no tape of this version.
    ///
    /// @param at how far it was read, in bytes
    record Unreadable(String reason, long at) implements Result {}
  }

  /// One input that led to events.
  ///
  /// @param atNs the node's time
  /// @param epochMs the wall clock as the node had it, in milliseconds since 1970
  public record Step(long atNs, long epochMs, String what, List<String> events) {}

  /// What an input had led to, or leads to.
  private record Made(boolean done, long datagrams, long digest, List<String> events) {

    static final Made NOTHING = new Made(true, 0, 0, List.of());

    String text() {
      String first = done ? "" : "an exception, ";
      return first
          + datagrams
          + " datagrams ("
          + Long.toHexString(digest)
          + ")"
          + (events.isEmpty() ? "" : ", " + String.join(", ", events));
    }
  }

  private final TapeReader in;
  private final Answers answers;
  private final Consumer<Step> steps;
  private final Outbox<RadioEvent> outbox = new Outbox<>(OUTBOX_DATAGRAMS, OUTBOX_BYTES);
  private final Outcome outcome = new Outcome();
  private final Omission omission = new Omission();
  private final Datagram view = new Datagram();
  private final byte[] room = new byte[FRAME_BYTES_MAX];
  private long nowNs;
  private long offsetMs;
  private long inputs;
  private long datagrams;
  private long events;
  private String what = "the start";

  private Replay(byte[] tape, Consumer<Step> steps) {
    in = new TapeReader(tape);
    answers = new Answers(in);
    this.steps = steps;
  }

  /// Plays a tape. Bytes that are none, or an altered one, are a result too.
  ///
  /// @param steps hears of each input that led to events
  public static Result run(byte[] tape, Consumer<Step> steps) {
    return new Replay(tape, steps).run();
  }

  private Result run() {
    byte[] magic = new byte[Tape.MAGIC.length];
    if (!in.raw(magic, 0, magic.length) || !Arrays.equals(magic, Tape.MAGIC)) {
      return unreadable("tape-format");
    }
    RadioNode node;
    try {
      Opening opening = Opening.read(in);
      if (in.hasFault()) {
        return unreadable("tape-opening");
      }
      node = ReplayPorts.of(answers).make(opening).node();
    } catch (OtherWay other) {
      return differs("", other.said());
    } catch (IllegalArgumentException impossible) {
      return unreadable("tape-opening");
    }
    while (Tape.isInput(in.peek())) {
      Result end = input(node);
      if (end != null) {
        return end;
      }
    }
    boolean full = in.peek() == Tape.FULL;
    boolean whole = full || in.isAtEnd();
    return whole ? new Result.Same(inputs, datagrams, events, full) : unreadable("tape-input");
  }

  private Result.Unreadable unreadable(String reason) {
    return new Result.Unreadable(reason, in.at());
  }

  private Result.Differs differs(String recorded, String played) {
    return new Result.Differs(inputs, nowNs, what, recorded, played);
  }

  /// Gives one input; null when the node does what it had done.
  private @Nullable Result input(RadioNode node) {
    inputs++;
    outbox.clear();
    outcome.begin(outbox);
    boolean done = false;
    try {
      give(node);
      done = true;
    } catch (OtherWay other) {
      return in.hasFault() ? unreadable("tape-input") : differs("", other.said());
    } catch (RuntimeException escaped) {
      what = what + " (" + escaped + ")";
    }
    if (in.hasFault()) {
      return unreadable("tape-input");
    }
    if (Tape.isAnswer(in.peek())) {
      return differs("asks for " + Tape.name(in.peek()), "does not ask");
    }
    Made played = played(done);
    Made recorded = recorded();
    if (in.hasFault()) {
      return unreadable("tape-outcome");
    }
    datagrams += played.datagrams;
    events += played.events.size();
    if (!played.events.isEmpty()) {
      steps.accept(new Step(nowNs, offsetMs + nowNs / 1_000_000, what, played.events));
    }
    return played.equals(recorded) ? null : differs(recorded.text(), played.text());
  }

  private void give(RadioNode node) {
    int tag = in.tag();
    nowNs += in.signed();
    what = Tape.name(tag);
    switch (tag) {
      case Tape.DATAGRAM -> {
        int source = (int) in.signed();
        int length = omission.read(in, room);
        what = length > 1 ? "a datagram of type " + (room[1] & 0xff) + " from " + source : what;
        if (!in.hasFault()) {
          node.onDatagram(nowNs, view.set(room, 0, length, source), outbox);
        }
      }
      case Tape.COMMAND -> {
        RadioCommand command = CommandFields.read(in);
        what = command.toString();
        clock(command);
        if (!in.hasFault()) {
          node.onCommand(nowNs, command, outbox);
        }
      }
      case Tape.MICROPHONE -> {
        int length = in.small(room.length);
        Arrays.fill(room, 0, length, (byte) 0);
        node.onMicrophone(nowNs, room, 0, length, outbox);
      }
      default -> node.onDeadline(nowNs, outbox);
    }
  }

  private void clock(RadioCommand command) {
    switch (command) {
      case RadioCommand.Start(long epochMs) -> offsetMs = epochMs - nowNs / 1_000_000;
      case RadioCommand.WallClock(long epochMs) -> offsetMs = epochMs - nowNs / 1_000_000;
      default -> {}
    }
  }

  private Made played(boolean done) {
    if (!outcome.end(outbox) && done) {
      return Made.NOTHING;
    }
    List<String> texts = outcome.events(outbox).stream().map(RadioEvent::toString).toList();
    return new Made(done, outcome.datagrams(outbox), outcome.digest(), texts);
  }

  private Made recorded() {
    if (in.peek() != Tape.OUTCOME) {
      return Made.NOTHING;
    }
    in.tag();
    boolean done = in.flag();
    long count = in.number();
    long digest = in.fixed();
    int texts = in.small(TEXTS_MAX);
    List<String> read = new ArrayList<>();
    for (int i = 0; i < texts && !in.hasFault(); i++) {
      read.add(in.text());
    }
    return new Made(done, count, digest, read);
  }
}
