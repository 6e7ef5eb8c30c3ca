// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.client.Invitation;
import palaver.client.Recordings;
import palaver.client.RoomClient;
import palaver.client.RoomClients;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the room page costs while nine people speak for 20 s: a trace of Chromium's main thread,
/// and from it layouts, and the time of scripts in each frame.
///
/// Not part of `./verify`: `mvn test -pl proof/browser -am -DskipUnitTests=true
/// -DskipBrowserTests=false -Dtest=PageFigures -Dsurefire.failIfNoSpecifiedTests=false`.
class PageFigures {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int SECONDS = 20;
  private static final Set<String> SCRIPT =
      Set.of("FunctionCall", "FireAnimationFrame", "EventDispatch", "TimerFire", "RunMicrotasks");

  @TempDir Path folder;

  /// A complete event of the main thread; times in microseconds.
  ///
  /// @param cpuUs of the duration, what the thread worked: a busy machine lets it wait for the rest
  private record Span(String name, double fromUs, double durationUs, double cpuUs) {
    double untilUs() {
      return fromUs + durationUs;
    }
  }

  @Test
  void nineSpeakForTwentySeconds() throws Exception {
    try (ServerProcess server =
            ServerProcess.start(folder.resolve("data"), "--media-host", "127.0.0.1");
        RoomClients people = new RoomClients();
        Browsers browsers = new Browsers()) {
      for (int i = 1; i <= 9; i++) {
        RoomClient client =
            people.join(
                new Invitation(
                    server.address(), server.apiKey(), "materie", "materie-1", "u" + i, "P" + i));
        client.connected().get(20, TimeUnit.SECONDS);
        client.say(Recordings.speech());
      }
      Browser browser = browsers.open(Tone.silence(folder), CHROMIUM, true);
      Page page = browser.newContext(Browsers.english().setViewportSize(1280, 800)).newPage();
      RoomPage room = RoomPage.open(page, server.page("materie", "materie-1", "en"));
      room.join("Tina");
      room.awaitState("Connected");
      page.waitForTimeout(4_000);
      browser.startTracing(page, new Browser.StartTracingOptions());
      page.waitForTimeout(SECONDS * 1_000);
      report(new String(browser.stopTracing(), StandardCharsets.UTF_8));
    }
  }

  private static void report(String trace) {
    Map<String, List<Span>> byThread = new HashMap<>();
    for (JsonNode each : JsonMapper.builder().build().readTree(trace).path("traceEvents")) {
      if (each.path("ph").asString("").equals("X")) {
        byThread
            .computeIfAbsent(each.path("pid") + "/" + each.path("tid"), _ -> new ArrayList<>())
            .add(
                new Span(
                    each.path("name").asString(""),
                    each.path("ts").asDouble(0),
                    each.path("dur").asDouble(0),
                    each.path("tdur").asDouble(each.path("dur").asDouble(0))));
      }
    }
    List<Span> main =
        byThread.values().stream()
            .max(Comparator.comparingLong(spans -> named(spans, "FireAnimationFrame").size()))
            .orElseThrow();
    main.sort(Comparator.comparingDouble(Span::fromUs));
    List<Span> frames = named(main, "FireAnimationFrame");
    List<Double> scriptUs = scriptPerFrame(main, frames, Span::durationUs);
    List<Double> cpuUs = scriptPerFrame(main, frames, Span::cpuUs);
    List<Span> layouts = named(main, "Layout");
    System.err.printf(
        Locale.ROOT,
        "%d s: %d frames (%.1f a second); scripts per frame: median %.2f ms, p95 %.2f ms,"
            + " p99 %.2f ms, longest %.2f ms; of it CPU: median %.2f ms, p95 %.2f ms, p99 %.2f ms;"
            + " %d layouts of %.1f ms in all; %d style updates%n",
        SECONDS,
        frames.size(),
        frames.size() / (double) SECONDS,
        quantile(scriptUs, 0.5) / 1_000,
        quantile(scriptUs, 0.95) / 1_000,
        quantile(scriptUs, 0.99) / 1_000,
        quantile(scriptUs, 1) / 1_000,
        quantile(cpuUs, 0.5) / 1_000,
        quantile(cpuUs, 0.95) / 1_000,
        quantile(cpuUs, 0.99) / 1_000,
        layouts.size(),
        layouts.stream().mapToDouble(Span::durationUs).sum() / 1_000,
        named(main, "UpdateLayoutTree").size());
    assertThat(frames).isNotEmpty();
  }

  /// The time of scripts between the start of a frame and the start of the next; what runs inside
  /// of another script is in that one's time already.
  private static List<Double> scriptPerFrame(
      List<Span> main, List<Span> frames, ToDoubleFunction<Span> time) {
    List<Double> sums = new ArrayList<>();
    int next = 0;
    for (int i = 0; i + 1 < frames.size(); i++) {
      double from = frames.get(i).fromUs();
      double until = frames.get(i + 1).fromUs();
      double sum = 0;
      double covered = from;
      while (next < main.size() && main.get(next).fromUs() < until) {
        Span span = main.get(next++);
        if (SCRIPT.contains(span.name()) && span.fromUs() >= covered) {
          sum += time.applyAsDouble(span);
          covered = span.untilUs();
        }
      }
      sums.add(sum);
    }
    return sums;
  }

  private static List<Span> named(List<Span> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).toList();
  }

  private static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
  }
}
