// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import palaver.app.radio.health.RadioHealth;
import palaver.app.radio.health.RadioSnapshot;
import palaver.app.radio.health.RadioView;
import palaver.floor.ParticipantState;
import palaver.sound.DeviceState;

/// What a node shows in a terminal: the same as its page, in lines of text.
final class RadioScreen {

  private static final String PLAIN = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final String FAINT = "\u001b[2m";
  private static final String GREEN = "\u001b[1;30;42m";
  private static final String YELLOW = "\u001b[1;30;43m";
  private static final String RED = "\u001b[1;37;41m";
  private static final int TEXTS_MAX = 6;
  private static final int MEMBERS_MAX = 12;

  private final int columns;

  /// @param columns how wide the terminal is
  RadioScreen(int columns) {
    this.columns = columns;
  }

  /// All lines, top down.
  List<String> lines(RadioView view, DeviceState microphone, String address) {
    List<String> lines = new ArrayList<>();
    RadioSnapshot node = view.node();
    RadioHealth health = node.health();
    lines.add(BOLD + cut(node.channel() + "  " + node.self().name()) + PLAIN);
    lines.add(FAINT + cut(address + "  health " + health.score() + reasons(health)) + PLAIN);
    lines.add(node.troubles().putOut() ? cut("  This device is no member any more.") : "");
    lines.add(bar(view));
    lines.add(cut("  " + detail(view, microphone)));
    lines.add("");
    members(view, lines);
    texts(view, lines);
    lines.add("");
    lines.add(FAINT + cut("space or return: talk (hold it, or on and off)   q: quit") + PLAIN);
    return lines;
  }

  private static String reasons(RadioHealth health) {
    return health.reasons().isEmpty() ? "" : " (" + String.join(", ", health.reasons()) + ")";
  }

  private String cut(String text) {
    // Names come from others: nothing of them may steer the terminal.
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= columns ? clean : clean.substring(0, Math.max(0, columns - 1)) + "…";
  }

  private String bar(RadioView view) {
    RadioSnapshot.Line talker = view.node().talker();
    return switch (view.press()) {
      case ParticipantState.Granted _ -> colour(GREEN, "ON THE AIR  " + left(view));
      case ParticipantState.Requesting _ -> colour(YELLOW, "ASKING");
      case ParticipantState.Queued(int place, int size) ->
          colour(YELLOW, place == 1 ? "YOU ARE NEXT" : "NUMBER " + place + " OF " + size);
      case ParticipantState.Denied _ -> colour(RED, "NOT NOW");
      case ParticipantState.Revoked _ -> colour(RED, "CUT OFF");
      default ->
          talker == null
              ? "  " + BOLD + atRest(view) + PLAIN
              : colour(
                  GREEN, talker.name() + " TALKS  " + clock(view.nowNs() - view.talkerSinceNs()));
    };
  }

  private static String atRest(RadioView view) {
    return switch (view.press()) {
      case ParticipantState.ReceiveOnly _ -> "listening only";
      case ParticipantState.Idle _ -> "nobody talks";
      default -> view.node().aliveCount() <= 1 ? "nobody else is here" : "finding a leader";
    };
  }

  private String colour(String colour, String words) {
    return colour + " " + cut(words) + " " + PLAIN;
  }

  private static String left(RadioView view) {
    return clock(view.talkLimitNs() - (view.nowNs() - view.pressSinceNs())) + " left";
  }

  private static String clock(long ns) {
    long seconds = Math.max(0, TimeUnit.NANOSECONDS.toSeconds(ns));
    return seconds / 60 + ":" + (seconds % 60 < 10 ? "0" : "") + seconds % 60;
  }

  private static String detail(RadioView view, DeviceState microphone) {
    return switch (view.press()) {
      case ParticipantState.Denied(var cause, _) -> words(cause);
      case ParticipantState.Revoked(var cause, _) -> words(cause);
      default ->
          switch (microphone) {
            case DeviceState.Open(String name) -> "microphone: " + name;
            case DeviceState.Missing(var why, String device) ->
                "no microphone: " + why.words(device);
          };
    };
  }

  private static String words(Enum<?> cause) {
    return cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void members(RadioView view, List<String> lines) {
    RadioSnapshot node = view.node();
    lines.add(BOLD + node.aliveCount() + " of " + node.members().size() + " are there" + PLAIN);
    for (RadioSnapshot.Member member : node.members().stream().limit(MEMBERS_MAX).toList()) {
      boolean leads = member.line().equals(node.leader());
      int place = node.queue().indexOf(member.line()) + 1;
      String more = (leads ? ", leads" : "") + (place > 0 ? ", waits " + place : "");
      String mark = member.alive() ? "  ● " : "  ○ ";
      lines.add(cut(mark + member.line().name() + (member.alive() ? "" : ", away") + more));
    }
    if (node.members().size() > MEMBERS_MAX) {
      lines.add("  …");
    }
  }

  private void texts(RadioView view, List<String> lines) {
    List<RadioView.Text> texts = view.texts();
    if (!texts.isEmpty()) {
      lines.add("");
    }
    for (RadioView.Text text : texts.subList(Math.max(0, texts.size() - TEXTS_MAX), texts.size())) {
      lines.add(cut(text.name() + ": " + text.text()));
    }
  }
}
