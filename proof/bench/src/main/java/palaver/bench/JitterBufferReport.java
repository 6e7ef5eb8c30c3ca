// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import palaver.audio.playout.PlayoutProfile;
import palaver.audio.trace.Network;

/// How much delay the jitter buffer takes for how little concealment, next to the best fixed delay,
/// on every kind of trace and six seeds, in both profiles.
public final class JitterBufferReport {

  private static final int SEEDS = 6;

  private JitterBufferReport() {}

  /// Arguments: the folder for the pictures, and the seconds of each trace (300 unless given).
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300;
    boolean met = print("default", PlayoutProfile.DEFAULT, 960, seconds, folder);
    met &= print("lan", PlayoutProfile.LAN, 480, seconds, folder);
    System.out.println(met ? "The bar is met." : "The bar is missed.");
    System.exit(met ? 0 : 1);
  }

  private static boolean print(
      String name, PlayoutProfile profile, int frameSamples, int seconds, Path folder)
      throws IOException {
    System.out.printf("%nProfile %s, milliseconds:%n%n%s%n", name, TraceRun.header());
    boolean met = true;
    for (Network network : Network.values()) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        TraceRun run = TraceRun.of(profile, frameSamples, network, seed, seconds);
        System.out.println(run.row());
        met &= run.meetsBar();
        if (seed == 1) {
          String picture = new DelayChart(run, 30, 60).toSvg();
          Files.writeString(folder.resolve(name + "-" + run.trace().name() + ".svg"), picture);
        }
      }
    }
    return met;
  }
}
