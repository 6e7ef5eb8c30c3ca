// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.client.Invitation;
import palaver.client.Recordings;
import palaver.client.RoomClient;
import palaver.client.RoomClients;
import tools.jackson.databind.JsonNode;

/// The same room joined by libwebrtc, whose WebRTC shares no code with ours.
class LibwebrtcTest {

  @TempDir Path folder;

  @Test
  void libwebrtcIsHeardAndHears() throws Exception {
    try (ServerProcess server =
            ServerProcess.start(folder.resolve("data"), "--media-host", "127.0.0.1");
        RoomClients clients = new RoomClients()) {
      RoomClient ours =
          clients.join(
              new Invitation(
                  server.address(), server.apiKey(), "materie", "materie-1", "ours", "Ours"));
      ours.connected().get(20, TimeUnit.SECONDS);
      AtomicInteger loudPackets = new AtomicInteger();
      ours.onHeard(heard -> {
        if (heard.levelDbov() < 40) {
          loudPackets.incrementAndGet();
        }
      });
      ours.say(Recordings.tone());
      Process speaker = start("speak", server);
      Process listener = start("listen", server);
      assertThat(energy(listener)).as("what libwebrtc heard").isGreaterThan(0.01);
      energy(speaker);
      assertThat(loudPackets.get()).as("loud packets of libwebrtc").isGreaterThan(50);
    }
  }

  private static Process start(String role, ServerProcess server) throws IOException {
    JsonNode joined =
        new Rest(server).join("materie", "materie-1", "libwebrtc-" + role, role).body();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            LibwebrtcPeer.class.getName(),
            role,
            server.address().toString().replaceFirst("http", "ws") + "/api/voice/signal",
            joined.path("session_id").asString(),
            joined.path("signaling_ticket").asString(),
            joined.path("slots").asString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static double energy(Process peer) throws Exception {
    String output = new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(peer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    String line =
        output.lines().filter(each -> each.startsWith("energy ")).findFirst().orElse("energy -1");
    return Double.parseDouble(line.substring("energy ".length()));
  }
}
