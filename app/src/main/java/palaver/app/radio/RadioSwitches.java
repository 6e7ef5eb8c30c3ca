// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import palaver.app.start.DataFolder;
import palaver.radio.Feature;

/// Which parts of this node are switched off, over a restart too: the file `switches`, one name a
/// line. A name that this version does not know is left out.
final class RadioSwitches {

  private static final String FILE = "switches";

  /// A part that can be switched off.
  enum Part {
    ELECTION(Feature.ELECTION),
    RELAY(Feature.RELAY),
    CENTRAL_SETTINGS(Feature.CENTRAL_SETTINGS),
    /// Off: a fixed delay of 120 ms, simple concealment, and no catching up with what was said
    /// before the grant.
    AUDIO_PIPELINE(null);

    private final @Nullable Feature feature;

    Part(@Nullable Feature feature) {
      this.feature = feature;
    }

    /// What the engine switches; null for a part outside of it.
    @Nullable Feature feature() {
      return feature;
    }

    /// As people write it, such as `central-settings`.
    String shown() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static @Nullable Part of(String shown) {
      for (Part part : values()) {
        if (part.shown().equals(shown)) {
          return part;
        }
      }
      return null;
    }
  }

  private final DataFolder folder;
  private final Set<Part> off;

  private RadioSwitches(DataFolder folder, Set<Part> off) {
    this.folder = folder;
    this.off = off;
  }

  static RadioSwitches read(DataFolder folder) throws IOException {
    Set<Part> off = EnumSet.noneOf(Part.class);
    Path file = folder.file(FILE);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        Part part = Part.of(line.strip());
        if (part != null) {
          off.add(part);
        }
      }
    }
    return new RadioSwitches(folder, off);
  }

  synchronized boolean isOn(Part part) {
    return !off.contains(part);
  }

  /// Keeps it; what it does is done by the caller.
  synchronized void set(Part part, boolean on) throws IOException {
    EnumSet<Part> next = EnumSet.noneOf(Part.class);
    next.addAll(off);
    if (on) {
      next.remove(part);
    } else {
      next.add(part);
    }
    StringBuilder lines = new StringBuilder();
    next.forEach(each -> lines.append(each.shown()).append('\n'));
    folder.writeSecret(FILE, lines.toString());
    off.clear();
    off.addAll(next);
  }
}
