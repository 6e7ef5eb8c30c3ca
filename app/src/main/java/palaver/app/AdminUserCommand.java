// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.Callable;
import palaver.app.start.StartFailure;
import palaver.store.Database;
import palaver.store.PersonalData;
import palaver.store.StoreUnavailableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `palaver admin user`: the accounts of people.
@Command(
    name = "user",
    description = "The accounts with which people log in.",
    mixinStandardHelpOptions = true)
final class AdminUserCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @ParentCommand AdminCommand admin = new AdminCommand();

  @Command(name = "add", description = "Adds an account.", mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "NAME", description = "The account.") String name,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              required = true,
              description = "One of user, moderator, admin.")
          String role,
      @Option(
              names = "--password-stdin",
              required = true,
              description = "Reads the password from standard input, one line.")
          boolean passwordStdin)
      throws StartFailure {
    return admin.run(
        "user.add",
        arguments().put("name", name).put("role", role).put("password", password(passwordStdin)));
  }

  @Command(
      name = "password",
      description = "Gives an account a new password and ends its log-ins.",
      mixinStandardHelpOptions = true)
  int password(
      @Parameters(paramLabel = "NAME", description = "The account.") String name,
      @Option(
              names = "--password-stdin",
              required = true,
              description = "Reads the password from standard input, one line.")
          boolean passwordStdin)
      throws StartFailure {
    return admin.run(
        "user.password", arguments().put("name", name).put("password", password(passwordStdin)));
  }

  @Command(
      name = "role",
      description = "Gives an account another role.",
      mixinStandardHelpOptions = true)
  int role(
      @Parameters(paramLabel = "NAME", description = "The account.") String name,
      @Parameters(paramLabel = "ROLE", description = "One of user, moderator, admin.") String role)
      throws StartFailure {
    return admin.run("user.role", arguments().put("name", name).put("role", role));
  }

  @Command(
      name = "disable",
      description = "Ends an account's log-ins for good.",
      mixinStandardHelpOptions = true)
  int disable(@Parameters(paramLabel = "NAME", description = "The account.") String name)
      throws StartFailure {
    return admin.run("user.disable", arguments().put("name", name));
  }

  @Command(
      name = "list",
      description = "Lists the accounts: name, role, state, second factor.",
      mixinStandardHelpOptions = true)
  int list() throws StartFailure {
    return admin.run("user.list", arguments());
  }

  @Command(
      name = "export",
      description = "Prints all that is stored about a person, as JSON.",
      mixinStandardHelpOptions = true)
  int export(@Parameters(paramLabel = "ID", description = "Their user id.") String id)
      throws StartFailure {
    Database chosen = admin.postgres();
    Database database = chosen != null ? chosen : new Database.Sqlite(admin.sqlite(""));
    try {
      ObjectNode all = arguments().put("user_id", id);
      all.set("data", new JsonMapper().valueToTree(PersonalData.export(database, id)));
      spec.commandLine().getOut().println(all.toPrettyString());
      spec.commandLine().getOut().flush();
      return 0;
    } catch (StoreUnavailableException failure) {
      throw new StartFailure(String.valueOf(failure.getMessage()), failure);
    }
  }

  @Command(
      name = "erase",
      description = "Takes a person out of everything that is stored. Cannot be undone.",
      mixinStandardHelpOptions = true)
  int erase(@Parameters(paramLabel = "ID", description = "Their user id.") String id)
      throws StartFailure {
    return admin.run("user.erase", arguments().put("user_id", id));
  }

  /// Never an argument: every process of the machine may read those.
  private static String password(boolean fromStdin) throws StartFailure {
    if (!fromStdin) {
      throw new StartFailure("the password comes by --password-stdin");
    }
    try {
      BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      String line = in.readLine();
      return line == null ? "" : line;
    } catch (IOException failure) {
      throw new StartFailure("standard input cannot be read: " + failure.getMessage(), failure);
    }
  }

  private static ObjectNode arguments() {
    return new JsonMapper().createObjectNode();
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say one of add, list, role, password, disable, export, erase");
  }
}
