// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What an option is when the command line does not say: the environment variable, else the
/// configuration file, else the option's own default.
///
/// @param environment such as `PALAVER_SERVER_MEDIA_PORT` for `--media-port` of `palaver server`
record Defaults(Map<String, String> environment, ConfigFile file) implements IDefaultValueProvider {

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return null;
    }
    // An option that subcommands inherit has one variable, that of the command that declares it.
    CommandSpec command = option.root() == null ? option.command() : option.root().command();
    String fromEnvironment = environment.get(variable(command, option.longestName()));
    return fromEnvironment != null ? fromEnvironment : file.value(option.longestName());
  }

  static String variable(CommandSpec command, String option) {
    return variable(command.qualifiedName(" "), option);
  }

  static String variable(String command, String option) {
    return (command + option.replaceFirst("^--", " "))
        .toUpperCase(Locale.ROOT)
        .replaceAll("[^A-Z0-9]", "_");
  }
}
