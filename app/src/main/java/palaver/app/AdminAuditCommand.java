// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import palaver.app.start.StartFailure;
import palaver.rooms.audit.AuditHead;
import palaver.store.AuditVerification;
import palaver.store.Database;
import palaver.store.StoreUnavailableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `palaver admin audit`: the audit log. Its commands only read, so the server may run.
@Command(name = "audit", description = "The audit log.", mixinStandardHelpOptions = true)
final class AdminAuditCommand implements Callable<Integer> {
  private static final int BROKEN = 1;

  @Spec CommandSpec spec = CommandSpec.create();
  @ParentCommand AdminCommand admin = new AdminCommand();

  @Command(
      name = "verify",
      description =
          "Says whether the audit log is what it was: 0 when it is whole, 1 when it is not.",
      mixinStandardHelpOptions = true)
  int verify(
      @Option(
              names = "--head",
              paramLabel = "SERVER:ENTRY:HASH",
              description = "A head from the server's log that the audit log must reach.")
          @Nullable String head)
      throws StartFailure {
    PrintWriter out = spec.commandLine().getOut();
    try {
      AuditVerification.Result result = verification(head);
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

  private AuditVerification.Result verification(@Nullable String head)
      throws IOException, StartFailure {
    Path data = admin.data();
    Database chosen = admin.postgres();
    Database database = chosen != null ? chosen : new Database.Sqlite(admin.sqlite(""));
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

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "say what to do, such as `verify`");
  }
}
