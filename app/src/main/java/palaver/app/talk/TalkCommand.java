// SPDX-License-Identifier: Apache-2.0
package palaver.app.talk;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import palaver.app.start.StartFailure;
import palaver.app.start.Version;
import palaver.audio.codec.Codecs;
import palaver.audio.file.RateConversion;
import palaver.audio.file.Sound;
import palaver.audio.file.WavReader;
import palaver.audio.file.WavWriter;
import palaver.audio.loopback.LoopbackCall;
import palaver.audio.loopback.LoopbackHeard;
import palaver.audio.loopback.LoopbackNetwork;
import palaver.base.Parsed;
import palaver.codec.OpusLibrary;
import palaver.codec.OpusUnavailableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `palaver talk`.
@Command(
    name = "talk",
    description = "Sends a recording through the whole voice chain, so that one can hear it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    footer = {
      "",
      "Exit codes: 0 done, 1 a defect, 2 wrong options or something in the way, such as a file that",
      "is no sound."
    })
public final class TalkCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      required = true,
      description = "What is said: a WAV file of any sample rate; its channels are mixed.")
  Path file = Path.of("");

  @Option(
      names = "--loopback",
      required = true,
      description =
          "Talk to oneself over an imitated network, in no more time than the computing takes.")
  boolean loopback;

  @Option(
      names = "--loss",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "The share of packets that is lost, 0 to 100 (default: ${DEFAULT-VALUE}).")
  double lossPercent;

  @Option(
      names = "--bursty",
      description = "Lose packets in bursts, of four on average (default: each by itself).")
  boolean bursty;

  @Option(
      names = "--jitter",
      paramLabel = "NETWORK",
      defaultValue = "none",
      description =
          "Whose delays packets suffer: none, wifi, lte, burst, reordering or drift (default:"
              + " ${DEFAULT-VALUE}).")
  TalkJitter jitter = TalkJitter.NONE;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "The same seed loses and delays the same packets (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to write what is heard: a WAV file at 48 kHz on the time line of --file, later by"
              + " the playout delay (default: nowhere).")
  @Nullable Path out;

  @Option(
      names = "--json",
      description = "Print the metrics as one JSON object (default: as text).")
  boolean json;

  @Option(
      names = "--opus-library",
      paramLabel = "FILE",
      description = "Use another libopus (default: the one that comes along).")
  @Nullable Path opusLibrary;

  @Mixin TalkTuning tuning = new TalkTuning();

  @Override
  public Integer call() throws StartFailure {
    if (!(lossPercent >= 0 && lossPercent <= 100)) {
      throw new StartFailure("--loss is a percentage, 0 to 100");
    }
    Sound said = RateConversion.convert(read().mono(), 48_000);
    LoopbackNetwork network =
        new LoopbackNetwork(jitter.network(), lossPercent / 100, bursty, seed);
    LoopbackHeard heard = talk(said, network);
    if (out != null) {
      write(out, WavWriter.write(heard.sound()));
    }
    PrintWriter printer = spec.commandLine().getOut();
    TalkMetrics metrics = new TalkMetrics(said, heard);
    printer.println(json ? metrics.json() : metrics.text());
    printer.flush();
    return ExitCode.OK;
  }

  private LoopbackHeard talk(Sound said, LoopbackNetwork network) throws StartFailure {
    try {
      OpusLibrary opus = opusLibrary == null ? OpusLibrary.open() : OpusLibrary.open(opusLibrary);
      return LoopbackCall.run(said, tuning.settings(), new Codecs(opus), network);
    } catch (OpusUnavailableException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new StartFailure("this does not go together: " + e.getMessage(), e);
    }
  }

  private Sound read() throws StartFailure {
    try {
      return switch (WavReader.read(Files.readAllBytes(file))) {
        case Parsed.Ok<Sound>(Sound sound) -> sound;
        case Parsed.Malformed<Sound>(String reason) ->
            throw new StartFailure(file + " is no WAV file that we can read (" + reason + ")");
      };
    } catch (IOException e) {
      throw new StartFailure("cannot read " + file, e);
    }
  }

  private static void write(Path file, byte[] bytes) throws StartFailure {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new StartFailure("cannot write " + file, e);
    }
  }
}
