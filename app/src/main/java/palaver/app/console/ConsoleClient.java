// SPDX-License-Identifier: Apache-2.0
package palaver.app.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import palaver.app.start.StartFailure;

/// Asks the process that runs over a data folder, through the socket in it.
public final class ConsoleClient {

  private static final int ANSWER_BYTES_MAX = 4 * 1024 * 1024;

  private ConsoleClient() {}

  /// What the running process answers, or null when none listens.
  public static @Nullable String asked(Path file, String request) throws StartFailure {
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
}
