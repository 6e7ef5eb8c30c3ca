// SPDX-License-Identifier: Apache-2.0
package palaver.app.sim;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import palaver.app.radio.diagnosis.Bundle;
import palaver.app.start.StartFailure;
import palaver.radio.replay.Replay;
import palaver.radio.replay.Replay.Result;

/// Plays the tapes of a bundle, that of the run before first.
final class BundleReplay {

  private static final List<String> TAPES = List.of("inputs.before.tape", "inputs.tape");

  private final PrintWriter out;
  private final boolean events;

  BundleReplay(PrintWriter out, boolean events) {
    this.out = out;
    this.events = events;
  }

  /// The exit code: 1 when a node decides something else than it had.
  int play(Path bundle) throws StartFailure {
    int played = 0;
    boolean same = true;
    for (String name : TAPES) {
      byte[] tape = tape(bundle, name);
      if (tape != null && tape.length > 0) {
        played++;
        same &= play(name, tape);
      }
    }
    if (played == 0) {
      throw new StartFailure(bundle + " has no inputs of a node");
    }
    out.flush();
    return same ? 0 : 1;
  }

  private static byte[] tape(Path bundle, String name) throws StartFailure {
    try {
      byte[] tape = Bundle.tape(bundle, name);
      return tape == null ? new byte[0] : tape;
    } catch (IOException failure) {
      throw new StartFailure(bundle + " is no bundle: " + failure.getMessage(), failure);
    }
  }

  private boolean play(String name, byte[] tape) {
    Result result = Replay.run(tape, this::show);
    String text =
        switch (result) {
          case Result.Same(long inputs, long datagrams, long count, boolean full) ->
              "the same decisions: "
                  + inputs
                  + " inputs, "
                  + datagrams
                  + " datagrams, "
                  + count
                  + " events"
                  + (full ? "; the recording ended by its bound" : "");
          case Result.Differs(long input, long atNs, var what, var recorded, var played) ->
              "differs first at input "
                  + input
                  + ", "
                  + seconds(atNs)
                  + ": "
                  + what
                  + "\n  recorded: "
                  + recorded
                  + "\n  played:   "
                  + played;
          case Result.Unreadable(String reason, long at) ->
              "cannot be read: " + reason + " at byte " + at;
        };
    out.println(name + ": " + text);
    return result instanceof Result.Same;
  }

  private static String seconds(long atNs) {
    long ms = atNs / 1_000_000;
    return ms / 1_000.0 + " s";
  }

  private void show(Replay.Step step) {
    if (events) {
      out.println(Instant.ofEpochMilli(step.epochMs()) + "  " + step.what());
      step.events().forEach(event -> out.println("    " + event));
    }
  }
}
