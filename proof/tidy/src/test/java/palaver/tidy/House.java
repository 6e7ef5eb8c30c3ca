// SPDX-License-Identifier: Apache-2.0
package palaver.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// The checkout as the rules see it: its modules, its files.
final class House {

  /// Each module by its short name, with its folder and what its shipped code may use.
  private static final List<Module> MODULES =
      List.of(
          pure("engine/base"),
          pure("engine/wire", "base"),
          pure("engine/trust", "base", "wire"),
          pure("engine/rtc", "base", "wire"),
          pure("engine/sfu", "base", "wire", "rtc"),
          pure("engine/rooms", "base", "wire", "rtc", "sfu"),
          pure("engine/audio", "base", "wire"),
          pure("engine/floor", "base"),
          pure("engine/radio", "base", "wire", "trust", "floor"),
          module("adapter/codec", "base", "audio"),
          pure("engine/identity", "base"),
          module("adapter/net", "base", "wire", "rtc", "trust", "radio", "audio"),
          module("adapter/store", "base", "rtc", "rooms", "identity"),
          module("adapter/http", "base", "rtc", "sfu", "rooms", "identity"),
          module("adapter/monitor", "base", "rtc", "rooms"),
          module("adapter/sound"),
          module(
              "app",
              "base",
              "wire",
              "trust",
              "floor",
              "radio",
              "rtc",
              "sfu",
              "rooms",
              "identity",
              "audio",
              "codec",
              "net",
              "store",
              "http",
              "monitor",
              "sound",
              "sim",
              "scenarios"),
          pure("proof/sim", "base", "wire", "trust"),
          pure("proof/scenarios", "base", "wire", "trust", "floor", "radio", "sim"),
          module("proof/client", "base", "wire", "rtc", "audio", "net"),
          module(
              "proof/bench",
              "base",
              "wire",
              "trust",
              "rtc",
              "sfu",
              "rooms",
              "audio",
              "codec",
              "net",
              "store",
              "client"),
          module("proof/browser"),
          module("proof/bed"),
          module("proof/tidy"));

  private static final Set<String> NOT_OURS =
      Set.of(".git", "target", "node_modules", "dist", "palaver-data", ".cifuzz-corpus");

  /// One Maven module.
  ///
  /// @param folder its folder from the root
  /// @param uses the short names of the modules that its shipped code may use
  /// @param pure whether it must not touch clock, socket, thread, file or random source
  record Module(String folder, Set<String> uses, boolean pure) {
    String name() {
      return folder.substring(folder.lastIndexOf('/') + 1);
    }

    Path classes() {
      return root().resolve(folder).resolve("target/classes");
    }

    Path sources() {
      return root().resolve(folder).resolve("src/main/java");
    }
  }

  private House() {}

  private static Module pure(String folder, String... uses) {
    return new Module(folder, Set.of(uses), true);
  }

  private static Module module(String folder, String... uses) {
    return new Module(folder, Set.of(uses), false);
  }

  static List<Module> modules() {
    return MODULES;
  }

  static List<Module> pureModules() {
    return MODULES.stream().filter(Module::pure).toList();
  }

  /// The root of the checkout.
  static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("verify"))) {
      Path parent = at.getParent();
      if (parent == null) {
        throw new IllegalStateException("no checkout above " + Path.of("").toAbsolutePath());
      }
      at = parent;
    }
    return at;
  }

  /// Every file of ours whose name ends with `suffix`, in order of its path.
  static List<Path> files(String suffix) {
    return files(root(), suffix);
  }

  /// Every file of ours under `folder` whose name ends with `suffix`, in order of its path.
  static List<Path> files(Path folder, String suffix) {
    List<Path> found = new ArrayList<>();
    if (!Files.exists(folder)) {
      return found;
    }
    try {
      Files.walkFileTree(folder, new Collector(folder, suffix, found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(null);
    return found;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The path as the reader of a failure wants it: from the root.
  static String shown(Path file) {
    return root().relativize(file).toString();
  }

  /// The compiled classes of a module, by internal name.
  static NavigableMap<String, Path> classFiles(Module module) {
    TreeMap<String, Path> byName = new TreeMap<>();
    Path classes = module.classes();
    for (Path file : files(classes, ".class")) {
      String name = classes.relativize(file).toString();
      byName.put(name.substring(0, name.length() - ".class".length()), file);
    }
    return byName;
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path start;
    private final String suffix;
    private final List<Path> found;

    Collector(Path start, String suffix, List<Path> found) {
      this.start = start;
      this.suffix = suffix;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean skip = !folder.equals(start) && NOT_OURS.contains(folder.getFileName().toString());
      return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.getFileName().toString().endsWith(suffix)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
