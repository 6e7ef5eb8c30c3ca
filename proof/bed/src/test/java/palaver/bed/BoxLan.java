// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import palaver.sim.NetworkProfile;

/// A local network of namespaces whose switch is a [DelayBox]: it has the delay and the loss of a
/// profile of the simulator. IPv4 only, as the simulator's network is one.
final class BoxLan implements AutoCloseable {

  private final String prefix;
  private final List<String> made = new ArrayList<>();
  private final Process box;
  private final PrintStream toBox;

  BoxLan(String name, NetworkProfile profile, int places, long seed) {
    prefix = "pbox" + ProcessHandle.current().pid() + name;
    add(prefix);
    try {
      List<String> command =
          RadioProcess.java(
              quick(prefix),
              "palaver.bed.DelayBox",
              profile.name(),
              String.valueOf(places),
              String.valueOf(seed));
      box = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      toBox = new PrintStream(box.getOutputStream(), true, UTF_8);
      if (!"ready".equals(box.inputReader(UTF_8).readLine())) {
        throw new IllegalStateException("the box does not start");
      }
      for (int place = 0; place < places; place++) {
        lay(place);
      }
      toBox.println("start");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void lay(int place) {
    String here = prefix + "n" + place;
    add(here);
    Shell.run("ip", "-n", prefix, "link", "set", "tap" + place, "netns", here, "name", "eth0");
    Shell.run("ip", "-n", here, "link", "set", "lo", "up");
    Shell.run("ip", "-n", here, "addr", "add", Lan.address(place) + "/24", "dev", "eth0");
    Shell.run("ip", "-n", here, "link", "set", "eth0", "up");
    Shell.run("ip", "-n", here, "route", "add", "default", "dev", "eth0");
  }

  private void add(String namespace) {
    Shell.run("ip", "netns", "add", namespace);
    made.add(namespace);
  }

  /// Whatever else the machine does comes after what is measured.
  private static List<String> quick(String namespace) {
    return List.of("ip", "netns", "exec", namespace, "nice", "-n", "-10");
  }

  /// Words before a command that has to run at a place.
  List<String> at(int place) {
    return quick(prefix + "n" + place);
  }

  /// Even and odd places do not hear each other for a while.
  void split(long ms) {
    toBox.println("split " + ms);
  }

  @Override
  public void close() {
    box.destroyForcibly();
    for (String namespace : made) {
      Shell.ran(List.of("ip", "netns", "del", namespace));
    }
  }
}
