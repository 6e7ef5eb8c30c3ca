// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import palaver.rooms.audit.AuditHead;
import palaver.store.AuditVerification;
import palaver.store.StoreUnavailableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `palaver admin audit verify`: goes through the audit log. It only reads, so the server may run.
@Command(
    name = "verify",
    description =
        "Says whether the audit log is what it was: 0 when it is whole, 1 when it is not.",
    mixinStandardHelpOptions = true)
final class AuditVerifyCommand implements Callable<Integer> {
  private static final int BROKEN = 1;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder of the server.",
      defaultValue = "./palaver-data")
  Path data = Path.of("./palaver-data");

  @Option(
      names = "--head",
      paramLabel = "SERVER:ENTRY:HASH",
      description = "A head from the server's log that the audit log must reach.")
  @Nullable String head;

  @Override
  public Integer call() throws StartFailure {
    PrintWriter out = spec.commandLine().getOut();
    try {
      AuditVerification.Result result = verify();
      if (result.defect() == null) {
        out.println(
            "The audit log is whole: "
                + result.entries()
                + " entries, "
                + result.heads()
                + " signed heads.");
      } else {
        out.println("The audit log is broken: " + result.defect());
      }
      out.flush();
      return result.defect() == null ? 0 : BROKEN;
    } catch (IOException | StoreUnavailableException failure) {
      throw new StartFailure(String.valueOf(failure.getMessage()), failure);
    }
  }

  private AuditVerification.Result verify() throws IOException, StartFailure {
    Path database = data.resolve("palaver.db");
    if (!Files.exists(database)) {
      throw new StartFailure("there is no database in the data folder " + data);
    }
    // Read before the log is: a server that runs may sign a newer one meanwhile.
    AuditHead kept = head == null ? AuditSeals.kept(data) : given(head);
    PublicKey key = AuditKey.publicKey(data);
    return AuditVerification.verify(
        database, (message, signature) -> AuditKey.valid(key, message, signature), kept);
  }

  private static AuditHead given(String text) throws StartFailure {
    String[] parts = text.split(":", -1);
    try {
      return new AuditHead(parts[0], Long.parseLong(parts[1]), parts[2], "");
    } catch (IndexOutOfBoundsException | NumberFormatException failure) {
      throw new StartFailure("--head is SERVER:ENTRY:HASH, as in the server's log", failure);
    }
  }
}
