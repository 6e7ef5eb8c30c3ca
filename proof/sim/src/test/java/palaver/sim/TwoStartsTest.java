// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// One seed leaves the same trace in two virtual machines, each with hash codes of its own.
class TwoStartsTest {
  private static final long MS = 1_000_000;

  /// Prints the trace hash of a run with the seed in `args`.
  static void main(String[] args) {
    Simulation simulation = new Simulation(Long.parseLong(args[0]));
    simulation.network(new VenueNetwork(NetworkProfile.BUSY_WIFI, 3, 3));
    for (int host = 0; host < 3; host++) {
      var node = simulation.add("node" + host, Endpoint.v4(host, 7), new Addresses(), new Pinger());
      node.cost(CpuCost.PHONE);
      node.drift(100 * host);
      node.command(new Pinger.Start(node.addressOf(Endpoint.v4((host + 1) % 3, 7)), 100));
    }
    simulation.runFor(2_000 * MS);
    System.out.print(simulation.traceHash());
  }

  private static String start(long seed) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TwoStartsTest.class.getName(),
                Long.toString(seed))
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  @Test
  void theTraceOfASeedIsTheSameOverTwoStarts() throws IOException, InterruptedException {
    String first = start(7);
    assertThat(start(7)).isEqualTo(first);
    assertThat(start(8)).isNotEqualTo(first);
  }
}
