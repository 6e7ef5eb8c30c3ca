// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import palaver.app.console.AdminConsole;
import palaver.app.console.ConsoleAnswer;
import palaver.app.console.ConsoleClient;
import palaver.app.console.ConsoleSocket;
import palaver.app.start.DataFolder;
import palaver.app.start.StartFailure;
import palaver.net.SystemSecrets;
import palaver.store.Database;
import palaver.store.Store;
import palaver.store.StoreLimits;
import palaver.store.StoreUnavailableException;
import tools.jackson.databind.JsonNode;

/// Takes a command of `palaver admin` to the running server, or does it here, under the lock of the
/// data folder, when none runs.
final class AdminDesk {

  private AdminDesk() {}

  static ConsoleAnswer run(
      Path data, @Nullable Database database, String command, JsonNode arguments)
      throws StartFailure {
    if (!Files.isDirectory(data)) {
      throw new StartFailure("there is no data folder " + data + "; choose it by --data");
    }
    String request = AdminConsole.request(command, arguments);
    String answer = ConsoleClient.asked(data.resolve(ConsoleSocket.FILE), request);
    return AdminConsole.read(answer != null ? answer : here(data, database, request));
  }

  private static String here(Path folder, @Nullable Database database, String request)
      throws StartFailure {
    InstantSource clock = InstantSource.system();
    SystemSecrets secrets = new SystemSecrets();
    try (DataFolder data = DataFolder.hold(folder);
        Store store =
            Store.open(
                database == null ? new Database.Sqlite(data.database()) : database,
                clock,
                StoreLimits.DEFAULT);
        CommunityParts community = CommunityParts.open(data, store, secrets, clock);
        IdentityParts identity =
            IdentityParts.open(data, store, community.ports().audit(), secrets, clock)) {
      community.people().install(identity.console());
      return identity.console().answer(request);
    } catch (IOException | StoreUnavailableException failure) {
      throw new StartFailure(String.valueOf(failure.getMessage()), failure);
    }
  }
}
