// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a running node holds.
///
/// @param heapBytes in use right after a full collection
/// @param residentBytes of the whole process
/// @param threads of the operating system
/// @param files that it has open
/// @param cpuMs processor time since its start
record Footprint(long heapBytes, long residentBytes, int threads, int files, long cpuMs) {

  private static final Pattern USED = Pattern.compile("(?:DefNew|Tenured).*?used (\\d+)K");
  private static final long KIB = 1_024;
  private static final long TICKS_PER_SECOND = 100;

  /// Has a node collect its garbage and looks.
  static Footprint of(long pid) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String process = String.valueOf(pid);
    Shell.run(jcmd, process, "GC.run");
    String info = Shell.ran(List.of(jcmd, process, "GC.heap_info")).text();
    long heap = 0;
    for (String line : info.lines().toList()) {
      Matcher used = USED.matcher(line);
      if (used.find()) {
        heap += Long.parseLong(used.group(1)) * KIB;
      }
    }
    Path proc = Path.of("/proc", process);
    return new Footprint(
        heap, resident(proc), count(proc.resolve("task")), count(proc.resolve("fd")), cpu(proc));
  }

  /// What a process has in memory.
  static long residentBytes(long pid) {
    return resident(Path.of("/proc", String.valueOf(pid)));
  }

  private static long resident(Path proc) {
    return read(proc.resolve("status"))
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
        .sum();
  }

  /// The times of user and kernel are fields 14 and 15; the name before them may have spaces.
  private static long cpu(Path proc) {
    String stat = read(proc.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 20);
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return TimeUnit.SECONDS.toMillis(ticks) / TICKS_PER_SECOND;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int count(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return (int) all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
