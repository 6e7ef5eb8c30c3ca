// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.diagnosis;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What the log of one node says about how well it did. Times are taken from the node's own clock,
/// within one run.
final class EventReview {

  private static final long NEVER = -1;

  private final List<Double> grantsMs = new ArrayList<>();
  private final List<Double> electionsMs = new ArrayList<>();
  private final List<String> crashes = new ArrayList<>();
  private final List<String> conflicts = new ArrayList<>();
  private int stalls;
  private int sleeps;
  private boolean runs;
  private String runSince = "";
  private long askedMs = NEVER;
  private long lostMs = NEVER;
  private String running = "";
  private boolean had;

  /// Takes the next line.
  void on(JsonNode line) {
    long ms = line.path("ms").asLong(0);
    switch (line.path("event").asString("")) {
      case "started" -> started(line.path("at").asString(""));
      case "stopped" -> runs = false;
      case "failed" -> {
        crashes.add(line.path("at").asString(""));
        runs = false;
      }
      case "press" -> press(ms, line.path("state").asString(""));
      case "standing" -> standing(ms, line.path("state").asString(""));
      case "granted" -> granted(line);
      case "ended" -> ended(line.path("lease").asString(""));
      case "slept" -> sleeps++;
      case "election" -> stalls += line.path("what").asString("").contains("stood still") ? 1 : 0;
      default -> {}
    }
  }

  /// A run that did not say that it stopped was cut off.
  private void started(String at) {
    if (runs) {
      crashes.add("the run since " + runSince);
    }
    runs = true;
    runSince = at;
    askedMs = NEVER;
    lostMs = NEVER;
    had = false;
    running = "";
  }

  /// A press that had to wait for another says nothing about the way to the grant.
  private void press(long ms, String state) {
    switch (state) {
      case "asking" -> askedMs = ms;
      case "granted" -> {
        if (askedMs != NEVER) {
          grantsMs.add((double) (ms - askedMs));
        }
        askedMs = NEVER;
      }
      default -> askedMs = NEVER;
    }
  }

  private void standing(long ms, String state) {
    // Leases of a term end with it.
    running = state.equals("leader") ? running : "";
    switch (state) {
      case "suspecting", "candidate" -> lostMs = lostMs == NEVER && isLoss(state) ? ms : lostMs;
      case "follower", "leader" -> {
        if (lostMs != NEVER) {
          electionsMs.add((double) (ms - lostMs));
        }
        lostMs = NEVER;
        had = true;
      }
      // Who hears nobody cannot agree with anybody.
      default -> {
        lostMs = NEVER;
        had = false;
      }
    }
  }

  /// At the start there is no leader to lose.
  private boolean isLoss(String state) {
    return had || state.equals("suspecting");
  }

  private void granted(JsonNode line) {
    String lease = line.path("lease").asString("");
    if (!running.isEmpty() && !running.equals(lease)) {
      conflicts.add(running + " and " + lease);
    }
    running = lease;
  }

  private void ended(String lease) {
    running = lease.equals(running) ? "" : running;
  }

  List<Double> grantsMs() {
    return grantsMs;
  }

  List<Double> electionsMs() {
    return electionsMs;
  }

  List<String> crashes() {
    return crashes;
  }

  List<String> conflicts() {
    return conflicts;
  }

  /// How often it stood still without the machine being asleep.
  int stalls() {
    return Math.max(0, stalls - sleeps);
  }
}
