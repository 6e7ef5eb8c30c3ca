// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Server and browser where a user has them: on a host with an ordinary address, and a browser that
/// does not allow loopback in WebRTC.
class OrdinaryNetworkTest {

  @TempDir Path folder;

  @Test
  void aBrowserWithoutLoopbackIsHeardOverAnOrdinaryAddress() throws Exception {
    assumeThat(System.getProperty("user.name")).as("namespaces need root").isEqualTo("root");
    String name = "palaver-" + ProcessHandle.current().pid();
    try (NetworkNamespace namespace = new NetworkNamespace(name, "10.77.0.1/24");
        ServerProcess server = ServerProcess.start(namespace.prefix(), folder.resolve("data"));
        Browsers browsers = new Browsers()) {
      Path chromium = script(namespace);
      String address = server.page("materie", "materie-1", "en") + "&processing=off";
      Browser talking = browsers.open(Tone.steady(folder), chromium, false);
      Browser hearing = browsers.open(Tone.silence(folder), chromium, false);
      RoomPage.join(talking.newContext(Browsers.english()), address, "Ada");
      RoomPage grace = RoomPage.join(hearing.newContext(Browsers.english()), address, "Grace");
      Waiting.until("the tone is heard", () -> grace.heardLevel() > 0.1);
      assertThat(remoteAddress(grace)).isEqualTo("10.77.0.1");
    }
  }

  private static Object remoteAddress(RoomPage page) {
    return page.evaluate(
        "const stats = await connection.getStats(); let address = null; stats.forEach(s => {"
            + " if (s.type === 'candidate-pair' && s.nominated)"
            + " address = stats.get(s.remoteCandidateId).address; }); return address;");
  }

  private Path script(NetworkNamespace namespace) throws IOException {
    String words = String.join(" ", namespace.prefix());
    Path script = folder.resolve("chromium-in-namespace");
    Files.writeString(script, "#!/bin/sh\nexec " + words + " /usr/bin/chromium \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  /// A network namespace with one ordinary address on a device of its own.
  private record NetworkNamespace(String name, String address) implements AutoCloseable {

    NetworkNamespace {
      run("ip", "netns", "add", name);
      run("ip", "-n", name, "link", "set", "lo", "up");
      run("ip", "-n", name, "link", "add", "eth0", "type", "veth", "peer", "name", "eth1");
      run("ip", "-n", name, "addr", "add", address, "dev", "eth0");
      run("ip", "-n", name, "link", "set", "eth0", "up");
      run("ip", "-n", name, "link", "set", "eth1", "up");
      run("ip", "-n", name, "route", "add", "default", "dev", "eth0");
    }

    List<String> prefix() {
      return List.of("ip", "netns", "exec", name);
    }

    private static void run(String... command) {
      try {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
          throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      run("ip", "netns", "del", name);
    }
  }
}
