// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
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
/// Not part of `./verify`: `mvn test -pl proof/browser -am -DskipUnitTests=true
/// -DskipBrowserTests=false -Dtest=PressToSoundFigures -Dsurefire.failIfNoSpecifiedTests=false`.
@Timeout(300)
class PressToSoundFigures implements WebSocket.Listener {

  private static final int PRESSES = 40;
  private static final int BLOCK_BYTES = 2 * 480;
  private static final double LOUD = 1_000;
  private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(3);

  private final BlockingQueue<Long> granted = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();

  private volatile long soundNs;

  private int deskPort;

  @Test
  void fromThePressToTheOtherSpeaker(@TempDir Path folder) throws Exception {
    Path pulse = Files.createDirectory(folder.resolve("pulse"));
    try (SoundServer sounds = SoundServer.start(pulse, "1", "2");
        RadioProcess desk = radio(sounds, folder.resolve("desk"), "1", freePort());
        RadioProcess bar =
            radio(sounds, folder.resolve("bar"), "2", 0, "--join", desk.ask("invite"));
        HttpClient client = HttpClient.newHttpClient()) {
      URI socket = URI.create(desk.address().replace("http", "ws") + "/api/radio");
      WebSocket page =
          client
              .newWebSocketBuilder()
              .header("Origin", desk.address())
              .buildAsync(socket, this)
              .join();
      Process tone = sounds.sayTo("1", Tone.minutes(folder, 10));
      Process recorder = sounds.recorder("2");
      Thread.ofPlatform().daemon(true).start(() -> listen(recorder.getInputStream()));
      Waiting.until("both are there", () -> desk.ask("status").contains("2 of 2"));
      long[] soundMs = new long[PRESSES];
      long[] grantMs = new long[PRESSES];
      for (int i = 0; i < PRESSES; i++) {
        press(page, i, soundMs, grantMs);
      }
      // A client with an open WebSocket does not close.
      page.abort();
      tone.destroy();
      recorder.destroy();
      System.err.println("press to grant, ms: " + figures(grantMs));
      System.err.println("press to sound, ms: " + figures(soundMs));
      assertThat(Arrays.stream(soundMs).filter(each -> each < 0).count()).as("unheard").isZero();
      assertThat(bar.ask("status")).contains("2 of 2");
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
    // Long enough for the last sound to have come out everywhere.
    long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_000 + 37 * (i % 10));
    while (System.nanoTime() < untilNs) {
      LockSupport.parkNanos(untilNs - System.nanoTime());
    }
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

  private RadioProcess radio(SoundServer sounds, Path data, String node, int port, String... more) {
    List<String> options = new ArrayList<>(List.of("--channel", "Kitchen", "--bind", "127.0.0.1"));
    options.addAll(List.of("--no-multicast", "--http", "127.0.0.1:0", "--name", "Node " + node));
    options.addAll(List.of("--port", String.valueOf(port)));
    if (port == 0) {
      options.addAll(List.of("--peer", "127.0.0.1:" + deskPort));
    } else {
      deskPort = port;
    }
    options.addAll(List.of(more));
    return RadioProcess.start(data, sounds.environment(node), options.toArray(String[]::new));
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
