// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two real nodes of one channel, at loopback and without multicast, each with sound devices of its
/// own: "Front desk" with those called 1, which founds the channel, and "Bar" with those called 2.
final class RadioPair implements AutoCloseable {

  private final Path folder;
  private final SoundServer sounds;
  private final int deskPort = freePort();
  private final int barPort = freePort();
  private @Nullable RadioProcess desk;
  private @Nullable RadioProcess bar;

  /// The sound system; no node runs yet.
  RadioPair(Path folder) throws IOException {
    this.folder = folder;
    sounds = SoundServer.start(Files.createDirectory(folder.resolve("pulse")), "1", "2");
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  SoundServer sounds() {
    return sounds;
  }

  /// Starts the first node.
  RadioProcess desk(String... more) {
    RadioProcess started = start("desk", "Front desk", "1", deskPort, barPort, List.of(more));
    desk = started;
    return started;
  }

  /// Starts the second one, which the first one invites.
  RadioProcess bar(RadioProcess inviting, String... more) {
    List<String> options = new ArrayList<>(List.of("--join", inviting.ask("invite")));
    options.addAll(List.of(more));
    RadioProcess started = start("bar", "Bar", "2", barPort, deskPort, options);
    bar = started;
    return started;
  }

  private RadioProcess start(
      String data, String name, String devices, int port, int peer, List<String> more) {
    List<String> options =
        new ArrayList<>(List.of("--channel", "Kitchen", "--bind", "127.0.0.1", "--no-multicast"));
    options.addAll(List.of("--port", String.valueOf(port), "--peer", "127.0.0.1:" + peer));
    options.addAll(List.of("--http", "127.0.0.1:0", "--name", name));
    options.addAll(more);
    return RadioProcess.start(
        folder.resolve(data), sounds.environment(devices), options.toArray(String[]::new));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
    if (desk != null) {
      desk.close();
    }
    sounds.close();
  }
}
