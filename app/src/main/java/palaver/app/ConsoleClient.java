// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import palaver.net.SystemSecrets;
import palaver.store.Database;
import palaver.store.Store;
import palaver.store.StoreLimits;
import palaver.store.StoreUnavailableException;
import tools.jackson.databind.JsonNode;

/// Takes a command of `palaver admin` to the running server, or does it here, under the lock of the
/// data folder, when none runs.
final class ConsoleClient {

  private static final int ANSWER_BYTES_MAX = 4 * 1024 * 1024;

  private ConsoleClient() {}

  static ConsoleAnswer run(
      Path data, @Nullable Database database, String command, JsonNode arguments)
      throws StartFailure {
    if (!Files.isDirectory(data)) {
      throw new StartFailure("there is no data folder " + data + "; choose it by --data");
    }
    String request = AdminConsole.request(command, arguments);
    String answer = asked(data.resolve(ConsoleSocket.FILE), request);
    return AdminConsole.read(answer != null ? answer : here(data, database, request));
  }

  /// What the running server answers, or null when none listens.
  static @Nullable String asked(Path file, String request) throws StartFailure {
    UnixDomainSocketAddress address = ConsoleSocket.address(file);
    if (address == null || !Files.exists(file)) {
      return null;
    }
    try (SocketChannel connection = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      try {
        connection.connect(address);
      } catch (IOException nobody) {
        return null;
      }
      ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        connection.write(bytes);
      }
      connection.shutdownOutput();
      return ConsoleSocket.readAll(connection, ANSWER_BYTES_MAX);
    } catch (IOException failure) {
      throw new StartFailure("what runs there did not answer: " + failure.getMessage(), failure);
    }
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
