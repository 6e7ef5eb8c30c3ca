// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import palaver.net.udp.SendMode;

/// Where the media thread's time goes: nanoseconds of CPU per forwarded packet, by stage.
///
/// The runtime samples the thread's stack each millisecond of its CPU time, in the kernel too. The
/// innermost frame that belongs to a stage names the stage of a sample.
public final class StageReport {

  private static final String SAMPLE = "jdk.CPUTimeSample";
  private static final int TALKERS = 10;

  /// What happens to a packet, and the class whose frame tells it.
  enum Stage {
    RECEIVE("palaver.net.udp.BatchReceiver"),
    SEND("palaver.net.udp.BatchSender"),
    PROTECT("palaver.rtc.srtp.SrtpSendStream"),
    UNPROTECT("palaver.rtc.srtp.SrtpReceiveStream"),
    ROUTE("palaver.sfu.SfuEngine"),
    REST("");

    private final String type;

    Stage(String type) {
      this.type = type;
    }
  }

  private StageReport() {}

  /// Arguments: seconds (10), talkers (10), and `frames` to print the innermost frames too.
  public static void main(String[] arguments) throws IOException {
    long durationNs = TimeUnit.SECONDS.toNanos(ForwardingReport.argument(arguments, 0, 10));
    int talkers = (int) ForwardingReport.argument(arguments, 1, TALKERS);
    Affinity.pinTo(Affinity.MEASURED_CORE);
    Path file = Files.createTempFile("stages", ".jfr");
    try (ForwardingRoom room =
            new ForwardingRoom(
                ForwardingReport.open(SendMode.SEGMENTS), talkers, ForwardingReport.LISTENERS, 0);
        Recording recording = new Recording()) {
      room.saturate(TimeUnit.SECONDS.toNanos(5));
      recording.enable(SAMPLE).with("throttle", "1ms");
      recording.start();
      ForwardingRoom.Figures figures = room.saturate(durationNs);
      recording.stop();
      recording.dump(file);
      print(figures, file, arguments.length > 2);
    } finally {
      Files.delete(file);
    }
  }

  private static void print(ForwardingRoom.Figures figures, Path file, boolean frames)
      throws IOException {
    Map<Stage, Integer> samples = new EnumMap<>(Stage.class);
    Map<String, Integer> innermost = new HashMap<>();
    int all = 0;
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      RecordedStackTrace stack = event.getStackTrace();
      boolean media =
          event.getEventType().getName().equals(SAMPLE)
              && event.getThread("eventThread") != null
              && ForwardingRoom.MEDIA_THREAD.equals(event.getThread("eventThread").getJavaName());
      if (media && stack != null) {
        samples.merge(stage(stack), 1, Integer::sum);
        innermost.merge(name(stack.getFrames().getFirst()), 1, Integer::sum);
        all++;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%,.0f packets/s, %,.0f ns of CPU each, %d samples%n",
        figures.perSecond(),
        figures.cpuNsPerPacket(),
        all);
    for (Stage stage : Stage.values()) {
      double share = samples.getOrDefault(stage, 0) / (double) all;
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0f %% | %,.0f ns |%n",
          stage.name().toLowerCase(Locale.ROOT),
          100 * share,
          share * figures.cpuNsPerPacket());
    }
    if (frames) {
      int count = all;
      innermost.entrySet().stream()
          .sorted((a, b) -> b.getValue() - a.getValue())
          .limit(45)
          .forEach(e ->
              System.out.printf(
                  Locale.ROOT, "%5.1f %% %s%n", 100.0 * e.getValue() / count, e.getKey()));
    }
  }

  private static Stage stage(RecordedStackTrace stack) {
    for (RecordedFrame frame : stack.getFrames()) {
      String type = frame.getMethod().getType().getName();
      for (Stage stage : Stage.values()) {
        if (stage != Stage.REST && Objects.equals(stage.type, type)) {
          return stage;
        }
      }
    }
    return Stage.REST;
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName()
        + "."
        + frame.getMethod().getName()
        + ":"
        + frame.getLineNumber();
  }
}
