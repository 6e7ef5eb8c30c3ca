// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import palaver.app.start.DataFolder;

/// One file for support: what a node says of itself, its events and its inputs, without secrets and
/// without voice. Names, addresses, settings and texts are in it.
///
/// | entry | content |
/// |---|---|
/// | `bundle.json` | format, version, when and where it was made |
/// | `status.json` | as `palaver radio status --json` |
/// | `topology.json` | members, leader, term, and the tree as the node knows it |
/// | `settings.json` | what holds, and the versions |
/// | `metrics.txt` | all figures, in the text format of Prometheus |
/// | `events.jsonl`, `events.before.jsonl` | what happened, one JSON object a line |
/// | `inputs.tape` | all that the node was given since its start |
/// | `inputs.before.tape` | the same of the run before |
public final class Bundle {

  /// The layout of the file.
  public static final int FORMAT = 1;

  private static final String[] FILES = {
    "events.before.jsonl", "events.jsonl", "inputs.before.tape", "inputs.tape"
  };
  private static final long ENTRY_BYTES_MAX = 1L << 30;

  private Bundle() {}

  /// Writes a bundle; `file` is there when it is whole.
  ///
  /// @param data the node's data folder
  /// @param said what the node said of itself, by entry; none when no node runs
  public static void write(Path file, Path data, Map<String, String> said) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished);
    DataFolder.restrict(unfinished);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(unfinished))) {
      for (Map.Entry<String, String> entry : new TreeMap<>(said).entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
      for (String name : FILES) {
        Path note = Diagnosis.folder(data).resolve(name);
        if (Files.exists(note)) {
          zip.putNextEntry(new ZipEntry(name));
          copy(note, zip);
          zip.closeEntry();
        }
      }
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Files grow while they are copied: what comes later is left out, for it may be half a block.
  private static void copy(Path note, OutputStream out) throws IOException {
    long length = Files.size(note);
    try (InputStream in = Files.newInputStream(note)) {
      byte[] block = new byte[1 << 16];
      while (length > 0) {
        int count = in.read(block, 0, (int) Math.min(block.length, length));
        if (count < 0) {
          return;
        }
        out.write(block, 0, count);
        length -= count;
      }
    }
  }

  /// What a bundle says in text, by entry: all but the tapes.
  public static Map<String, byte[]> texts(Path file) throws IOException {
    Map<String, byte[]> texts = new TreeMap<>();
    for (String name :
        List.of("bundle.json", "metrics.txt", "events.before.jsonl", "events.jsonl")) {
      byte[] text = read(file, name);
      if (text != null) {
        texts.put(name, text);
      }
    }
    if (!texts.containsKey("bundle.json")) {
      throw new IOException("it has no bundle.json");
    }
    return texts;
  }

  /// A tape of a bundle; null when it has none of that name.
  public static byte @Nullable [] tape(Path file, String entry) throws IOException {
    byte[] framed = read(file, entry);
    return framed == null ? null : Blocks.joined(framed, 2 * Diagnosis.TAPE_BYTES_MAX);
  }

  /// One entry of a bundle; null when it has none of that name.
  ///
  /// @throws IOException also when the file is no bundle
  public static byte @Nullable [] read(Path file, String entry) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry found = zip.getEntry(entry);
      if (found == null) {
        return null;
      }
      try (InputStream in = zip.getInputStream(found)) {
        byte[] bytes = in.readNBytes((int) ENTRY_BYTES_MAX);
        if (in.read() >= 0) {
          throw new IOException(entry + " is too long");
        }
        return bytes;
      }
    }
  }
}
