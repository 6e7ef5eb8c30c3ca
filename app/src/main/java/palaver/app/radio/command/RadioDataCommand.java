// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import palaver.app.radio.entrance.RadioHome;
import palaver.app.start.DataFolder;
import palaver.app.start.StartFailure;
import palaver.net.radio.FolderLayout;
import palaver.net.radio.FolderLayouts;
import palaver.net.radio.FolderLayouts.Moved;
import palaver.net.radio.FolderRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `palaver radio data`.
@Command(
    name = "data",
    description = "Prints the layout of the data folder.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A node that starts brings an older folder to the layout of this version. What is other then",
      "is kept as it was, in the folder before-2 for layout 2.",
      "A folder of a later version is refused and left alone."
    })
final class RadioDataCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @ParentCommand RadioNodeCommand radio = new RadioNodeCommand();

  @Override
  public Integer call() throws StartFailure {
    requireFolder();
    try {
      FolderLayout layout = FolderLayouts.of(radio.data);
      say(
          layout == null
              ? "empty; this version writes layout " + FolderLayout.CURRENT
              : "layout "
                  + layout.number()
                  + "; this version writes layout "
                  + FolderLayout.CURRENT);
      return 0;
    } catch (IOException failure) {
      throw RadioHome.unusable(radio.data, failure);
    }
  }

  @Command(
      name = "downgrade",
      description = {
        "Brings the data folder to an older layout, so that an older version can open it.",
        "No node may run on it. Nothing that the older version knows is lost."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "layout 1  versions before the switch protocol-v2",
        "",
        "The next start of this version upgrades the folder again."
      })
  int downgrade(
      @Option(
              names = "--to",
              paramLabel = "LAYOUT",
              required = true,
              description = "The layout that the older version writes.")
          int to)
      throws StartFailure {
    requireFolder();
    try (DataFolder _ = DataFolder.hold(radio.data, "radio node")) {
      say(told(to, FolderLayouts.downgrade(radio.data, to)));
      return 0;
    } catch (FolderRefused refused) {
      spec.commandLine().getErr().println("palaver: " + refused.getMessage());
      spec.commandLine().getErr().flush();
      return 1;
    } catch (IOException failure) {
      throw RadioHome.unusable(radio.data, failure);
    }
  }

  private static String told(int to, @Nullable Moved moved) {
    if (moved == null) {
      return "It has layout " + to + " already.";
    }
    String changed =
        moved.changed().isEmpty() ? "no file but the number" : String.join(", ", moved.changed());
    return "Brought from layout "
        + moved.from()
        + " to "
        + moved.to()
        + "; changed: "
        + changed
        + ". As it was: "
        + moved.before();
  }

  private void requireFolder() throws StartFailure {
    if (!Files.isDirectory(radio.data)) {
      throw new StartFailure("there is no data folder " + radio.data + "; choose it by --data");
    }
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
