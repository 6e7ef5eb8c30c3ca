// SPDX-License-Identifier: Apache-2.0
package palaver.app.console;

import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.http.rest.RefusedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs what `palaver admin` asks, one JSON object in, one out. Whoever gets this far has the data
/// folder, and with it everything else, so nothing more is checked.
public final class AdminConsole {

  private static final Logger LOG = LoggerFactory.getLogger(AdminConsole.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, ConsoleCommand> commands = new TreeMap<>();

  /// Knows one more command. To be called before the console is used.
  public void register(String name, ConsoleCommand command) {
    if (commands.putIfAbsent(name, command) != null) {
      throw new IllegalArgumentException("the console has a command " + name);
    }
  }

  /// Runs one command; the answer is a [ConsoleAnswer] as JSON.
  ///
  /// @param request `{"command": NAME, "arguments": {...}}`
  public String answer(String request) {
    return text(run(request));
  }

  /// An answer as it travels.
  public static String text(ConsoleAnswer answer) {
    return JSON.writeValueAsString(answer);
  }

  private ConsoleAnswer run(String request) {
    try {
      JsonNode asked = JSON.readTree(request);
      String name = asked.path("command").asString("");
      ConsoleCommand command = commands.get(name);
      if (command == null) {
        return ConsoleAnswer.refused("this server knows no command " + name);
      }
      return command.run(asked.path("arguments"));
    } catch (RefusedException refused) {
      return ConsoleAnswer.refused(refused.text());
    } catch (JacksonException _) {
      return ConsoleAnswer.refused("the request is not JSON");
    } catch (RuntimeException failure) {
      LOG.error("a command of the console failed", failure);
      return ConsoleAnswer.refused("the server failed; its log says more");
    }
  }

  public static String request(String command, JsonNode arguments) {
    return JSON.writeValueAsString(
        JSON.createObjectNode().put("command", command).set("arguments", arguments));
  }

  public static ConsoleAnswer read(String answer) {
    return JSON.readValue(answer, ConsoleAnswer.class);
  }
}
