// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import palaver.app.console.ConsoleAnswer;
import palaver.app.radio.RadioDiagnosisDesk;
import palaver.app.start.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.JsonNodeFactory;

/// `palaver radio bundle`.
@Command(
    name = "bundle",
    description = {
      "Writes one file for support: status, settings, events, and what the node was given.",
      "No secrets and no voice are in it; names, addresses and texts are."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Works on the folder of a node that has ended as well.",
      "`palaver sim --replay FILE` plays what the node was given once more."
    })
final class RadioBundleCommand implements Callable<Integer> {

  @ParentCommand RadioNodeCommand radio = new RadioNodeCommand();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where to write it: a ZIP file.")
  Path out = Path.of("");

  @Override
  public Integer call() throws StartFailure {
    Path file = out.toAbsolutePath();
    if (Files.isDirectory(radio.data) && !RadioConsole.isThere(radio.data)) {
      ConsoleAnswer answer = RadioDiagnosisDesk.withoutNode(radio.data, file);
      return radio.show(answer);
    }
    return radio.ask("bundle", JsonNodeFactory.instance.objectNode().put("out", file.toString()));
  }
}
