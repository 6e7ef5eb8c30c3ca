// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import palaver.app.start.StartFailure;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The YAML file that `--config` names: the options of the command without their dashes, at the top
/// or under the command's name. Sections of other commands are theirs.
///
/// @param command `server` or `radio`
/// @param values by option name, such as `--media-port`
record ConfigFile(String command, @Nullable Path path, Map<String, String> values) {

  private static final String OPTION = "--config";
  private static final Set<String> COMMANDS = Set.of("server", "radio");

  /// The file that the arguments or the environment name; an empty one when they name none.
  static ConfigFile named(Map<String, String> environment, String... args) throws StartFailure {
    String command = args.length > 0 && args[0].equals("radio") ? "radio" : "server";
    String path = environment.get(Defaults.variable("palaver " + command, OPTION));
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith(OPTION + "=")) {
        path = args[i].substring(OPTION.length() + 1);
      } else if (args[i].equals(OPTION) && i + 1 < args.length) {
        path = args[i + 1];
      }
    }
    return path == null ? new ConfigFile(command, null, Map.of()) : read(command, Path.of(path));
  }

  private static ConfigFile read(String command, Path path) throws StartFailure {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new StartFailure("the configuration file " + path + " cannot be read");
    }
    try {
      Map<String, String> values = new TreeMap<>();
      collect(command, path, new YAMLMapper().readTree(path), values);
      return new ConfigFile(command, path, values);
    } catch (JacksonException malformed) {
      throw new StartFailure(
          "the configuration file " + path + " is not YAML: " + malformed.getOriginalMessage(),
          malformed);
    }
  }

  private static void collect(String command, Path path, JsonNode node, Map<String, String> values)
      throws StartFailure {
    if (node.isMissingNode() || node.isNull()) {
      return;
    }
    if (!node.isObject()) {
      throw new StartFailure("the configuration file " + path + " must have lines `name: value`");
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getKey().equals(command)) {
        collect(command, path, entry.getValue(), values);
      } else if (entry.getValue().isObject()) {
        requireCommand(path, entry.getKey());
      } else {
        values.put("--" + entry.getKey().replace('_', '-'), text(entry.getValue()));
      }
    }
  }

  private static void requireCommand(Path path, String section) throws StartFailure {
    if (!COMMANDS.contains(section)) {
      throw new StartFailure(
          "the configuration file " + path + " has the unknown section " + section);
    }
  }

  private static String text(JsonNode value) {
    if (!value.isArray()) {
      return value.asString();
    }
    StringJoiner joined = new StringJoiner(",");
    value.forEach(item -> joined.add(item.asString()));
    return joined.toString();
  }

  boolean isOf(String name) {
    return command.equals(name);
  }

  @Nullable String value(String option) {
    return values.get(option);
  }

  /// Refuses a file with a name that is no option: it would silently mean nothing.
  void requireKnown(CommandSpec command) throws StartFailure {
    for (String option : values.keySet()) {
      if (command.findOption(option) == null || option.equals(OPTION)) {
        throw new StartFailure(
            "the configuration file " + path + " has the unknown name " + option.substring(2));
      }
    }
  }
}
