// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.util.List;
import java.util.concurrent.Callable;
import palaver.app.start.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `palaver admin key`: the keys of programs.
@Command(
    name = "key",
    description = "The keys with which programs call the server.",
    mixinStandardHelpOptions = true)
final class AdminKeyCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @ParentCommand AdminCommand admin = new AdminCommand();

  @Command(
      name = "add",
      description = "Makes a key and prints it, this once.",
      mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "NAME", description = "What people call it.") String name,
      @Option(
              names = "--scope",
              paramLabel = "SCOPE",
              split = ",",
              required = true,
              description = "What it is good for: voice, tracking, tokens, metrics.")
          List<String> scopes,
      @Option(
              names = "--days",
              paramLabel = "DAYS",
              defaultValue = "0",
              description = "How long it is valid, 0 for no end (default: ${DEFAULT-VALUE}).")
          int days)
      throws StartFailure {
    ObjectNode arguments = arguments().put("name", name).put("days", days);
    scopes.forEach(arguments.putArray("scopes")::add);
    return admin.run("key.add", arguments);
  }

  @Command(
      name = "list",
      description = "Lists the keys: id, state, scopes, time, name.",
      mixinStandardHelpOptions = true)
  int list() throws StartFailure {
    return admin.run("key.list", arguments());
  }

  @Command(name = "revoke", description = "Ends a key at once.", mixinStandardHelpOptions = true)
  int revoke(@Parameters(paramLabel = "ID", description = "The key's id.") String id)
      throws StartFailure {
    return admin.run("key.revoke", arguments().put("id", id));
  }

  @Command(
      name = "rotate",
      description = "Makes a key that takes over from another, and prints it, this once.",
      mixinStandardHelpOptions = true)
  int rotate(
      @Parameters(paramLabel = "ID", description = "The old key's id.") String id,
      @Option(
              names = "--overlap-minutes",
              paramLabel = "MINUTES",
              defaultValue = "1440",
              description =
                  "How long the old key stays valid beside it (default: ${DEFAULT-VALUE}).")
          long minutes)
      throws StartFailure {
    return admin.run(
        "key.rotate", arguments().put("id", id).put("overlap_seconds", Math.max(0, minutes) * 60));
  }

  @Command(
      name = "rotate-tokens",
      description =
          "Signs people's tokens with a new key. The key before stays good, the one before that not:"
              + " twice in a row ends every token.",
      mixinStandardHelpOptions = true)
  int rotateTokens() throws StartFailure {
    return admin.run("token-keys.rotate", arguments());
  }

  private static ObjectNode arguments() {
    return new JsonMapper().createObjectNode();
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say one of add, list, revoke, rotate, rotate-tokens");
  }
}
