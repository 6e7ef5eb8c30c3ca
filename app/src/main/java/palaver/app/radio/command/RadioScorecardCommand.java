// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import palaver.app.console.ConsoleAnswer;
import palaver.app.radio.RadioDiagnosisDesk;
import palaver.app.radio.diagnosis.Bundle;
import palaver.app.radio.diagnosis.Scorecard;
import palaver.app.start.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

/// `palaver radio scorecard`.
@Command(
    name = "scorecard",
    description = {
      "Says go or no-go: whether nodes did what docs/slo.md holds them to, from their bundles.",
      "Without a file: the node on --data, as it is now."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Exit codes: 0 go, 1 no-go, 2 a file is no bundle."})
final class RadioScorecardCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @ParentCommand RadioNodeCommand radio = new RadioNodeCommand();

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Bundles of all nodes, or data folders of nodes on this machine.")
  List<Path> files = List.of();

  @Override
  public Integer call() throws StartFailure {
    Scorecard card = new Scorecard();
    for (Path file : files.isEmpty() ? List.of(radio.data) : files) {
      add(card, file);
    }
    card.text().forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    return card.isGo() ? 0 : 1;
  }

  private static void add(Scorecard card, Path file) throws StartFailure {
    try {
      if (!Files.isDirectory(file)) {
        card.add(Bundle.texts(file));
        return;
      }
      Path bundle = Files.createTempFile("palaver", ".zip");
      try {
        ConsoleAnswer answer = bundled(file, bundle);
        if (!answer.ok()) {
          throw new StartFailure(file + ": " + String.join(" ", answer.remarks()));
        }
        card.add(Bundle.texts(bundle));
      } finally {
        Files.deleteIfExists(bundle);
      }
    } catch (IOException failure) {
      throw new StartFailure(file + " is no bundle: " + failure.getMessage(), failure);
    }
  }

  /// A bundle of the node that runs on a folder, or of what one left there.
  private static ConsoleAnswer bundled(Path data, Path bundle) throws StartFailure {
    return RadioConsole.isThere(data)
        ? RadioConsole.ask(
            data,
            "bundle",
            JsonNodeFactory.instance.objectNode().put("out", bundle.toAbsolutePath().toString()))
        : RadioDiagnosisDesk.withoutNode(data, bundle);
  }
}
