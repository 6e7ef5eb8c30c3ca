// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A PulseAudio of its own for a machine without sound: per node one imitated microphone and one
/// imitated speaker.
final class SoundServer implements AutoCloseable {

  private static final int RATE_HZ = 48_000;
  private static final int STRETCH_SAMPLES = RATE_HZ / 20;
  private static final double QUIET = 100;

  private final Path folder;
  private final Process process;

  private SoundServer(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /// Starts one with devices for these nodes.
  static SoundServer start(Path folder, String... nodes) {
    List<String> command =
        new ArrayList<>(
            List.of("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--log-level=1"));
    for (String node : nodes) {
      for (String end : List.of("mic", "speaker")) {
        command.addAll(List.of("-L", "module-null-sink rate=48000 sink_name=" + end + node));
      }
    }
    Path socket = folder.resolve("pulse.sock");
    command.addAll(List.of("-L", "module-native-protocol-unix auth-anonymous=1 socket=" + socket));
    try {
      Files.writeString(
          folder.resolve("asound.conf"),
          "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\nctl.!default { type pulse }\n");
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(folder.resolve("pulse.log").toFile());
      builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
      builder.environment().put("HOME", folder.toString());
      Process process = builder.start();
      Waiting.until("PulseAudio is there", () -> Files.exists(socket));
      return new SoundServer(folder, process);
    } catch (IOException e) {
      throw new UncheckedIOException("please install pulseaudio and libasound2-plugins", e);
    }
  }

  /// What a node's process needs to hear and speak here.
  Map<String, String> environment(String node) {
    return Map.of(
        "ALSA_CONFIG_PATH", folder.resolve("asound.conf").toString(),
        "PULSE_SERVER", "unix:" + folder.resolve("pulse.sock"),
        "PULSE_SINK", "speaker" + node,
        "PULSE_SOURCE", "mic" + node + ".monitor",
        "HOME", folder.toString());
  }

  private Process tool(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment(""));
    return builder.start();
  }

  /// Plays a file into a node's microphone, until the process is ended.
  Process sayTo(String node, Path file) {
    try {
      return tool("paplay", "--device=mic" + node, file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes what a node's speaker plays to its output, 16 bits at 48 kHz, until it is ended.
  Process recorder(String node) {
    return recorderOf("speaker" + node);
  }

  /// The same of what a node's microphone hears.
  Process microphoneRecorder(String node) {
    return recorderOf("mic" + node);
  }

  private Process recorderOf(String device) {
    try {
      return tool(
          "parec",
          "--device=" + device + ".monitor",
          "--rate=" + RATE_HZ,
          "--channels=1",
          "--format=s16le",
          "--latency-msec=10");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a node's speaker plays from now on, for so long.
  short[] record(String node, int seconds) {
    try {
      Process recorder = recorder(node);
      try (InputStream out = recorder.getInputStream()) {
        byte[] bytes = out.readNBytes(2 * RATE_HZ * seconds);
        short[] pcm = new short[bytes.length / 2];
        for (int i = 0; i < pcm.length; i++) {
          pcm[i] = (short) ((bytes[2 * i] & 0xff) | bytes[2 * i + 1] << 8);
        }
        return pcm;
      } finally {
        recorder.destroy();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How much of the sound is a tone of so many hertz, 0 to 1: of its stretches of 50 ms the share
  /// in which most of the energy is that tone.
  static double toneShare(short[] pcm, double hertz) {
    int tones = 0;
    int stretches = pcm.length / STRETCH_SAMPLES;
    for (int i = 0; i < stretches; i++) {
      tones += isTone(pcm, i * STRETCH_SAMPLES, hertz) ? 1 : 0;
    }
    return (double) tones / stretches;
  }

  private static boolean isTone(short[] pcm, int from, double hertz) {
    double sine = 0;
    double cosine = 0;
    double energy = 0;
    for (int i = from; i < from + STRETCH_SAMPLES; i++) {
      double angle = 2 * Math.PI * hertz * i / RATE_HZ;
      sine += pcm[i] * Math.sin(angle);
      cosine += pcm[i] * Math.cos(angle);
      energy += (double) pcm[i] * pcm[i];
    }
    boolean silent = energy < STRETCH_SAMPLES * QUIET * QUIET;
    return !silent && 2 * (sine * sine + cosine * cosine) / (STRETCH_SAMPLES * energy) > 0.5;
  }

  /// The sound system dies, as when a USB headset is pulled out.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
