// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How long it takes from a press on one node's page to sound at the other node's speaker: two
/// processes at loopback, PulseAudio devices. The recorder's own delay is part of it.
///
/// Not part of `./verify`: `proof/browser/press-to-sound [LOSS_PERCENT]`.
@Timeout(300)
class PressToSoundFigures implements WebSocket.Listener {

  private static final int PRESSES = 40;

  /// Who presses again within two seconds goes on, for the listeners; each press here begins anew.
  private static final long APART_MS = 2_200;

  private static final int BLOCK_BYTES = 2 * 480;
  private static final double LOUD = 1_000;
  private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(3);

  /// Both nodes: who presses, who listens.
  private record Pair(RadioProcess talker, RadioProcess listener, SoundServer sounds) {}

  /// What is measured while both nodes are there.
  private interface Measure {
    void run(WebSocket page, Pair pair) throws Exception;
  }

  private final BlockingQueue<Long> granted = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();

  private volatile long soundNs;

  /// Opens the page of the node that joined, as a client, and does something while both are there.
  /// Who founded the channel leads, so a press has the way to the leader and back before it.
  private void withBoth(Path folder, Measure measure) throws Exception {
    try (RadioPair pair = new RadioPair(folder);
        HttpClient client = HttpClient.newHttpClient()) {
      RadioProcess desk = pair.desk("--no-tones");
      RadioProcess bar = pair.bar(desk, "--no-tones");
      URI socket = URI.create(bar.address().replace("http", "ws") + "/api/radio");
      WebSocket page =
          client
              .newWebSocketBuilder()
              .header("Origin", bar.address())
              .buildAsync(socket, this)
              .join();
      // A client with an open WebSocket does not close, whatever happens meanwhile.
      try (AutoCloseable ends = page::abort) {
        assertThat(ends).isNotNull();
        Waiting.until("both are there", () -> desk.ask("status").contains("2 of 2"));
        measure.run(page, new Pair(bar, desk, pair.sounds()));
        assertThat(desk.ask("status")).contains("2 of 2");
      }
    }
  }

  @Test
  void fromThePressToTheOtherSpeaker(@TempDir Path folder) throws Exception {
    withBoth(
        folder,
        (page, pair) -> {
          SoundServer sounds = pair.sounds();
          Process tone = sounds.sayTo("2", Tone.minutes(folder, 10));
          Process recorder = sounds.recorder("1");
          Thread.ofPlatform().daemon(true).start(() -> listen(recorder.getInputStream()));
          long[] soundMs = new long[PRESSES];
          long[] grantMs = new long[PRESSES];
          long[] pressedMs = new long[PRESSES];
          for (int i = 0; i < PRESSES; i++) {
            pressedMs[i] = System.currentTimeMillis();
            press(page, i, soundMs, grantMs);
          }
          tone.destroy();
          recorder.destroy();
          PressStages stages = new PressStages(pair.talker().events(), pair.listener().events());
          for (int i = 0; i < PRESSES; i++) {
            if (soundMs[i] >= 0) {
              stages.add(pressedMs[i], pressedMs[i] + soundMs[i]);
            }
          }
          System.err.println(stages.table());
          System.err.println("press to grant, ms: " + figures(grantMs));
          System.err.println("press to sound, ms: " + figures(soundMs));
          assertThat(Arrays.stream(soundMs).filter(ms -> ms < 0).count()).as("unheard").isZero();
        });
  }

  /// What is said from the press on arrives, from its beginning: the microphone hears a sound that
  /// tells the time, and where the far speaker begins with it says what was lost.
  @Test
  void theFirstSyllableArrives(@TempDir Path folder) throws Exception {
    withBoth(
        folder,
        (page, pair) -> {
          SoundServer sounds = pair.sounds();
          Process clock = sounds.sayTo("2", Tone.clock(folder, 300));
          Process said = sounds.microphoneRecorder("2");
          Process heard = sounds.recorder("1");
          lossOfBeginnings(page, new SoundClock(said), new SoundClock(heard));
          List.of(clock, said, heard).forEach(Process::destroy);
        });
  }

  private static void lossOfBeginnings(WebSocket page, SoundClock microphone, SoundClock speaker) {
    List<Long> lostMs = new ArrayList<>();
    List<Long> soundMs = new ArrayList<>();
    List<Long> behindMs = new ArrayList<>();
    int unheard = 0;
    for (int i = 0; i < PRESSES; i++) {
      long pressNs = System.nanoTime();
      page.sendText("{\"type\":\"press\"}", true).join();
      double pressed = microphone.shownMs(pressNs);
      pause(700);
      long firstNs = speaker.firstNs(pressNs);
      double begins = speaker.beginningMs(pressNs);
      // By now playout has caught up: what is left is the way from mouth to ear.
      long nowNs = System.nanoTime();
      double behind = since(speaker.shownMs(nowNs), microphone.shownMs(nowNs));
      page.sendText("{\"type\":\"release\"}", true).join();
      pause(APART_MS + 37L * (i % 10));
      if (firstNs == 0 || begins < 0) {
        unheard++;
        continue;
      }
      soundMs.add(TimeUnit.NANOSECONDS.toMillis(firstNs - pressNs));
      lostMs.add(Math.round(since(pressed, begins)));
      behindMs.add(Math.round(behind));
    }
    System.err.println("unheard within 700 ms: " + unheard);
    System.err.println("press to sound, ms: " + figures(lists(soundMs)));
    System.err.println("of its beginning lost, ms: " + figures(lists(lostMs)) + " " + lostMs);
    System.err.println("mouth to ear 700 ms later, ms: " + figures(lists(behindMs)));
    assertThat(unheard).as("unheard within 700 ms").isZero();
    long[] sorted = lists(lostMs);
    Arrays.sort(sorted);
    assertThat(sorted[sorted.length / 2]).as("half of all").isLessThan(30);
    assertThat(sorted[(int) (0.95 * (sorted.length - 1))]).as("95 of 100").isLessThan(100);
  }

  private static long[] lists(List<Long> each) {
    return each.stream().mapToLong(Long::longValue).toArray();
  }

  /// From one reading of the clock to a later one, within half a second.
  private static double since(double before, double after) {
    double span = (after - before + 1_000) % 1_000;
    return span > 500 ? span - 1_000 : span;
  }

  private static void pause(long ms) {
    long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    while (System.nanoTime() < untilNs) {
      LockSupport.parkNanos(untilNs - System.nanoTime());
    }
  }

  private void press(WebSocket page, int i, long[] soundMs, long[] grantMs)
      throws InterruptedException {
    granted.clear();
    soundNs = 0;
    long pressNs = System.nanoTime();
    page.sendText("{\"type\":\"press\"}", true).join();
    Long grantNs = granted.poll(3, TimeUnit.SECONDS);
    while (soundNs == 0 && System.nanoTime() - pressNs < LIMIT_NS) {
      LockSupport.parkNanos(1_000_000);
    }
    grantMs[i] = grantNs == null ? -1 : TimeUnit.NANOSECONDS.toMillis(grantNs - pressNs);
    soundMs[i] = soundNs == 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(soundNs - pressNs);
    page.sendText("{\"type\":\"release\"}", true).join();
    pause(APART_MS + 37L * (i % 10));
  }

  private static String figures(long[] each) {
    long[] sorted = each.clone();
    Arrays.sort(sorted);
    return "p50 %d, p95 %d, max %d of %d"
        .formatted(
            sorted[sorted.length / 2],
            sorted[(int) (0.95 * (sorted.length - 1))],
            sorted[sorted.length - 1],
            sorted.length);
  }

  private void listen(InputStream in) {
    byte[] block = new byte[BLOCK_BYTES];
    try {
      while (in.readNBytes(block, 0, BLOCK_BYTES) == BLOCK_BYTES) {
        double sum = 0;
        for (int i = 0; i < BLOCK_BYTES; i += 2) {
          sum += Math.abs((short) ((block[i] & 0xff) | block[i + 1] << 8));
        }
        if (sum / (BLOCK_BYTES / 2) > LOUD && soundNs == 0) {
          soundNs = System.nanoTime();
        }
      }
    } catch (IOException ended) {
      // The recorder was told to end.
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      if (text.indexOf("\"granted\"") >= 0) {
        granted.add(System.nanoTime());
      }
      text.setLength(0);
    }
    socket.request(1);
    return null;
  }
}
