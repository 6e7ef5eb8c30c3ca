// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import palaver.app.start.DataFolder;
import palaver.radio.Feature;
import tools.jackson.databind.node.ObjectNode;

/// Which parts of this node are switched, over a restart too: the file `switches`, a line `NAME on`
/// or `NAME off` for each that is not as usual. A line that this version does not know is kept.
public final class RadioSwitches {

  private static final String FILE = "switches";
  private static final String ON = "on";
  private static final String OFF = "off";

  /// A part that can be switched off.
  public enum Part {
    /// Off: a node of protocol v1, without security, channel and leader. It is usually as
    /// `--protocol` says.
    PROTOCOL_V2(null),
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
    public @Nullable Feature feature() {
      return feature;
    }

    /// As people write it, such as `central-settings`.
    public String shown() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static @Nullable Part of(String shown) {
      for (Part part : values()) {
        if (part.shown().equals(shown)) {
          return part;
        }
      }
      return null;
    }
  }

  private final DataFolder folder;
  private final RadioProtocol asked;
  private final Map<Part, Boolean> switched = new EnumMap<>(Part.class);
  private final List<String> unknown = new ArrayList<>();

  private RadioSwitches(DataFolder folder, RadioProtocol asked) {
    this.folder = folder;
    this.asked = asked;
  }

  /// What the folder keeps.
  ///
  /// @param asked the protocol that the process was started with
  public static RadioSwitches read(DataFolder folder, RadioProtocol asked) throws IOException {
    RadioSwitches switches = new RadioSwitches(folder, asked);
    Path file = folder.file(FILE);
    if (Files.exists(file)) {
      Files.readAllLines(file).forEach(switches::read);
    }
    return switches;
  }

  private void read(String line) {
    String[] words = line.strip().split(" ", -1);
    Part part = Part.of(words[0]);
    if (part != null && words.length == 2 && (words[1].equals(ON) || words[1].equals(OFF))) {
      switched.put(part, words[1].equals(ON));
    } else if (!line.isBlank()) {
      unknown.add(line);
    }
  }

  private boolean isUsual(Part part, boolean on) {
    return on == (part != Part.PROTOCOL_V2 || asked != RadioProtocol.V1);
  }

  public synchronized boolean isOn(Part part) {
    Boolean said = switched.get(part);
    return said == null ? isUsual(part, true) : said;
  }

  /// Which protocols hold: what the process was started with, unless protocol v2 was switched
  /// since.
  public RadioProtocol protocol() {
    return protocol(isOn(Part.PROTOCOL_V2));
  }

  /// Which protocols hold when protocol v2 is on or off.
  public RadioProtocol protocol(boolean v2) {
    if (!v2) {
      return RadioProtocol.V1;
    }
    return asked == RadioProtocol.V1 ? RadioProtocol.BOTH : asked;
  }

  /// Keeps it; what it does is done by the caller.
  public synchronized void set(Part part, boolean on) throws IOException {
    Map<Part, Boolean> next = new EnumMap<>(switched);
    if (isUsual(part, on)) {
      next.remove(part);
    } else {
      next.put(part, on);
    }
    StringBuilder lines = new StringBuilder();
    next.forEach(
        (each, is) -> lines.append(each.shown()).append(is ? " " + ON : " " + OFF).append('\n'));
    unknown.forEach(line -> lines.append(line).append('\n'));
    folder.writeSecret(FILE, lines.toString());
    switched.clear();
    switched.putAll(next);
  }

  /// As `status --json` says it.
  public void into(ObjectNode status) {
    ObjectNode parts = status.putObject("switches");
    for (Part part : Part.values()) {
      parts.put(part.shown().replace('-', '_'), isOn(part));
    }
    parts.put("protocol_v1", protocol() != RadioProtocol.V2);
  }
}
