// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ScorecardTest {

  private static String line(long ms, String event, String rest) {
    return "{\"at\":\"2026-03-01T18:00:00Z\",\"ms\":"
        + ms
        + ",\"event\":\""
        + event
        + "\""
        + rest
        + "}\n";
  }

  private static String press(long ms, String state) {
    return line(ms, "press", ",\"state\":\"" + state + "\"");
  }

  private static String standing(long ms, String state) {
    return line(ms, "standing", ",\"state\":\"" + state + "\"");
  }

  private static String presses(int count, long tookMs) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(press(i * 10_000L, "asking")).append(press(i * 10_000L + tookMs, "granted"));
    }
    return lines.toString();
  }

  private static Map<String, byte[]> bundle(String events, String metrics) {
    Map<String, byte[]> entries = new TreeMap<>();
    entries.put("bundle.json", "{\"name\":\"Bar\"}".getBytes(UTF_8));
    entries.put("events.jsonl", events.getBytes(UTF_8));
    entries.put("metrics.txt", metrics.getBytes(UTF_8));
    return entries;
  }

  private static Scorecard card(String events, String metrics) {
    Scorecard card = new Scorecard();
    card.add(bundle(line(0, "started", "") + events, metrics));
    return card;
  }

  private static String said(Scorecard card) {
    return String.join("\n", card.text());
  }

  @Test
  void goodNodesAreAGo() {
    Scorecard card = card(presses(20, 12), "palaver_radio_failures_total 0\n");
    assertThat(said(card)).contains("nodes: Bar").endsWith("\ngo").contains("12 ms");
    assertThat(card.isGo()).isTrue();
  }

  @Test
  void slowGrantsAreANoGoWithTheLineThatFails() {
    Scorecard card = card(presses(18, 12) + presses(2, 51), "");
    assertThat(said(card))
        .containsPattern("FAIL  press to grant, p95 +51 ms +50 ms +20 presses")
        .endsWith("no-go: 1 line fails");
    assertThat(card.isGo()).isFalse();
  }

  @Test
  void whoWaitedInLineSaysNothingAboutTheWayToTheGrant() {
    String waited = press(1, "asking") + press(2, "queued") + press(9_000, "granted");
    assertThat(said(card(presses(20, 12) + waited, ""))).contains("20 presses").endsWith("\ngo");
  }

  @Test
  void fewPressesSayTooLittle() {
    Scorecard card = card(presses(19, 12), "");
    assertThat(said(card)).endsWith("no-go: fewer than 20 presses say too little");
    assertThat(card.isGo()).isFalse();
  }

  @Test
  void aLeaderThatWasLostTooLongIsANoGo() {
    String lost =
        standing(1_000, "candidate")
            + standing(1_500, "follower")
            + standing(50_000, "suspecting")
            + standing(50_400, "candidate")
            + standing(52_500, "leader");
    assertThat(said(card(presses(20, 12) + lost, "")))
        .containsPattern("FAIL  a new leader, median +2500 ms +1000 ms +1 times")
        .endsWith("no-go: 2 lines fail");
  }

  @Test
  void aRunThatDidNotStopIsACrashAndAFailureIsOne() {
    String cut = line(5, "started", "") + line(9, "failed", "") + line(1, "started", "");
    assertThat(said(card(presses(20, 12) + cut + line(7, "stopped", ""), "")))
        .containsPattern("FAIL  runs that ended by a crash +2 +0 +Bar at the run since");
  }

  @Test
  void twoLeasesOfOneLeaderAtOnceAreANoGo() {
    String one = ",\"lease\":\"4-a-1\"";
    String two = ",\"lease\":\"4-a-2\"";
    String fine = line(1, "granted", one) + line(2, "ended", one) + line(3, "granted", two);
    assertThat(card(presses(20, 12) + fine, "").isGo()).isTrue();
    String both = line(1, "granted", one) + line(3, "granted", two);
    assertThat(said(card(presses(20, 12) + both, "")))
        .containsPattern("FAIL  two leases of one leader at once +1 +0 +Bar: 4-a-1 and 4-a-2");
    String newTerm = line(1, "granted", one) + standing(2, "follower") + line(3, "granted", two);
    assertThat(card(presses(20, 12) + newTerm, "").isGo()).isTrue();
  }

  @Test
  void figuresCountToo() {
    String figures =
        """
        # TYPE palaver_radio_failures_total counter
        palaver_radio_failures_total 2
        palaver_radio_sound_samples_total 960000
        palaver_radio_sound_concealed_samples_total 96000
        palaver_radio_members_alive 3
        palaver_radio_has_leader 0
        """;
    assertThat(said(card(presses(20, 12), figures)))
        .containsPattern("FAIL  exceptions that escaped a node +2")
        .containsPattern("FAIL  sound that was made up +10.0 % +5.0 % +20 s of sound")
        .containsPattern("FAIL  nodes without a leader now +1 +0 +Bar")
        .endsWith("no-go: 3 lines fail");
  }

  @Test
  void aSleepIsNoStall() {
    String still = line(5, "election", ",\"what\":\"suspecting: stood still for 3000 ms\"");
    assertThat(card(presses(20, 12) + line(4, "slept", "") + still, "").isGo()).isTrue();
    assertThat(said(card(presses(20, 12) + still, "")))
        .containsPattern("FAIL  times a node stood still +1 +0");
  }

  @Test
  void figuresAreReadAsTheyWereWritten() {
    String text =
        new FigureText()
            .gauge("a", "what a is", 1.5, "x", "quo\"te", "y", "2")
            .counter("b_total", "what b is", 3)
            .counter("b_total", "what b is", 4, "cause", "full")
            .toString();
    assertThat(text)
        .contains("a{x=\"quo\\\"te\",y=\"2\"} 1.5\n")
        .containsOnlyOnce("# HELP b_total");
    assertThat(FigureText.read(text + "\nnonsense\nc x\n"))
        .containsOnly(Map.entry("a", 1.5), Map.entry("b_total", 7.0));
  }
}
