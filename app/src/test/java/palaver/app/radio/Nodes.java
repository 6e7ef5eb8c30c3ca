// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import palaver.app.Cli;
import palaver.app.radio.entrance.RadioOptions;
import palaver.app.start.StartFailure;
import palaver.audio.file.Sound;
import palaver.audio.file.WavReader;
import palaver.audio.file.WavWriter;
import palaver.audio.source.ToneSource;
import palaver.base.Parsed;
import palaver.net.radio.PeerName;
import palaver.net.radio.RadioNetwork;
import picocli.CommandLine;

/// Nodes in this process at loopback, each with a folder of its name, and the commands that talk to
/// them.
public final class Nodes {

  private final Path folder;

  public Nodes(Path folder) {
    this.folder = folder;
  }

  /// What a command printed, and its exit code.
  record Ran(int code, String out, String err) {}

  public Path data(String name) {
    return folder.resolve(name);
  }

  static Ran run(String... args) {
    return run(Map.of(), args);
  }

  /// The same with an environment.
  static Ran run(Map<String, String> environment, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    try {
      CommandLine line = Cli.commandLine(environment, args);
      line.setOut(new PrintWriter(out, true));
      line.setErr(new PrintWriter(err, true));
      return new Ran(line.execute(args), out.toString(), err.toString());
    } catch (StartFailure failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// A command of `palaver radio` to a node.
  public Ran radio(String node, String command, String... more) {
    List<String> args = new ArrayList<>(List.of("radio", command));
    args.addAll(List.of("--data", data(node).toString()));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  public RadioStation start(String name, int port, @Nullable String join, int... peers)
      throws StartFailure {
    List<PeerName> names =
        Arrays.stream(peers).mapToObj(peer -> new PeerName("127.0.0.1", peer)).toList();
    RadioNetwork network =
        new RadioNetwork(
            InetAddress.getLoopbackAddress(), port, RadioNetwork.DISCOVERY_PORT, false, names);
    return RadioStation.start(
        new RadioOptions(
            "Kitchen",
            name,
            data(name),
            network,
            0,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            join),
        () -> {});
  }

  public static int freePort() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public static void until(String what, BooleanSupplier condition) {
    long startNs = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - startNs).as(what).isLessThan(TimeUnit.SECONDS.toNanos(30));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  public static boolean agreed(RadioStation one, RadioStation two) {
    return one.snapshot().leader() != null
        && one.snapshot().leader().equals(two.snapshot().leader())
        && one.snapshot().aliveCount() == 2
        && two.snapshot().aliveCount() == 2;
  }

  /// Two nodes of one channel that follow one leader, and what is done with them.
  interface Pair {
    void with(RadioStation ada, RadioStation grace) throws Exception;
  }

  void pair(Pair use) throws Exception {
    int port = freePort();
    try (RadioStation ada = start("Ada", port, null)) {
      String token = radio("Ada", "invite", "--uses", "1", "--hours", "1").out().strip();
      try (RadioStation grace = start("Grace", 0, token, port)) {
        until("both agree", () -> agreed(ada, grace));
        use.with(ada, grace);
      }
    }
  }

  /// How much of a file is a loud tone.
  static int loudSamples(Path wav) throws Exception {
    Sound sound = ((Parsed.Ok<Sound>) WavReader.read(Files.readAllBytes(wav))).value();
    int loud = 0;
    for (short sample : sound.pcm()) {
      loud += Math.abs(sample) > 3_000 ? 1 : 0;
    }
    return loud;
  }

  /// A tone of a length.
  static Sound tone(int seconds) {
    return new Sound(48_000, 1, new ToneSource(-12, 440).take(seconds * 48_000));
  }

  /// Has a node say a tone.
  Ran talk(String node, int seconds) {
    Path said = folder.resolve("said.wav");
    try {
      Files.write(said, WavWriter.write(tone(seconds)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return radio(node, "talk", "--file", said.toString());
  }
}
